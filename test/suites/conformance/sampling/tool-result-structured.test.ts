import rule from '../../../../suites/conformance/sampling/tool-result-structured.check.ts';
import { changesQuestion } from '../asked.ts';
import { prove } from '../../../kit/prove.ts';

const TOOL = {
  name: 'look_up',
  inputSchema: { type: 'object' },
  outputSchema: { type: 'object', properties: { total: { type: 'number' } }, required: ['total'] },
};

const conversation = (structuredContent: unknown, tools: unknown[] = [TOOL]) =>
  changesQuestion('sampling/createMessage', (params) => {
    params.tools = tools;
    params.messages = [
      { role: 'assistant', content: [{ type: 'tool_use', id: 'a', name: 'look_up', input: {} }] },
      { role: 'user', content: [{ type: 'tool_result', toolUseId: 'a', content: [], structuredContent }] },
    ];
  });

prove(rule, {
  options: { allow: ['summarise'] },
  neverPasses: 'the good server samples without tools',
  faults: {
    'content of another shape': { fault: conversation({ sum: 3 }) },
    'a member of another type': { fault: conversation({ total: 'three' }) },
  },
  stillGood: {
    'content that fits': { fault: conversation({ total: 3 }) },
    'a tool without a schema': { fault: conversation({ sum: 3 }, [{ name: 'look_up', inputSchema: {} }]) },
  },
});

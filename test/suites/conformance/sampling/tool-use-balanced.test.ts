import rule from '../../../../suites/conformance/sampling/tool-use-balanced.check.ts';
import { changesQuestion } from '../asked.ts';
import { prove } from '../../../kit/prove.ts';

const conversation = (messages: unknown[]) =>
  changesQuestion('sampling/createMessage', (params) => {
    params.messages = messages;
  });
const user = (...content: unknown[]) => ({ role: 'user', content });
const uses = (...ids: string[]) => ({
  role: 'assistant',
  content: ids.map((id) => ({ type: 'tool_use', id, name: 'look_up', input: {} })),
});
const result = (toolUseId: string) => ({ type: 'tool_result', toolUseId, content: [] });
const text = { type: 'text', text: 'and now?' };
const BALANCED = conversation([user(text), uses('a', 'b'), user(result('a'), result('b')), user(text)]);

prove(rule, {
  options: { allow: ['summarise'] },
  neverPasses: 'the good server samples without tools',
  faults: {
    'one of two answered': { fault: conversation([uses('a', 'b'), user(result('a'))]) },
    'answered after another message': { fault: conversation([uses('a'), user(text), user(result('a'))]) },
  },
  stillGood: { 'both answered': { fault: BALANCED } },
});

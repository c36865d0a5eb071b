import rule from '../../../../suites/conformance/lifecycle/respect-negotiated-version.check.ts';
import { after, on } from '../../../../fixtures/faults/on.ts';
import { prove, where } from '../../../kit/prove.ts';

prove(rule, {
  faults: {
    'audio in a 2024-11-05 session': where(
      on('prompts/get', (result) => {
        result.messages[0].content = { type: 'audio', data: '', mimeType: 'audio/wav' };
      }),
      { revisions: ['2024-11-05'] },
    ),
    'a resource link in a 2025-03-26 session': where(
      on('tools/call', (result) => {
        result.content = [{ type: 'resource_link', uri: 'file:///x', name: 'x' }];
      }),
      { revisions: ['2025-03-26'] },
    ),
    'a task notification before 2025-11-25': where(
      after('tools/list', (ctx) => ctx.send({ jsonrpc: '2.0', method: 'notifications/tasks/status', params: {} })),
      { revisions: ['2025-06-18'] },
    ),
    'elicitation in a 2024-11-05 session': where(
      after('tools/list', (ctx) => ctx.send({ jsonrpc: '2.0', id: 'x', method: 'elicitation/create', params: {} })),
      { revisions: ['2024-11-05'] },
    ),
  },
  stillGood: {
    'a method of a vendor': after('tools/list', (ctx) => ctx.send({ jsonrpc: '2.0', method: 'notifications/acme/x' })),
  },
});

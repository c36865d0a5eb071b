import rule from '../../../../suites/conformance/mrtr/questions-inside-results.check.ts';
import { before } from '../../../../fixtures/faults/on.ts';
import { prove } from '../../../kit/prove.ts';

prove(rule, {
  faults: {
    'a request of its own': {
      fault: before('tools/call', (ctx) =>
        ctx.relate({
          jsonrpc: '2.0',
          id: 's1',
          method: 'sampling/createMessage',
          params: { messages: [], maxTokens: 1 },
        }),
      ),
      features: { answers: 'sse' },
    },
  },
});

// A message that is no valid request is not served as if it were one.

import { sendInvalid } from '../../artifacts/invalid-requests.ts';
import { check } from '../../kernel/check.ts';
import { at, judgeEach, resultOf } from '../../kernel/look.ts';
import { ALL } from '../../kernel/revision.ts';

export default check({
  title: 'A message that is no valid request is never answered with a result',
  level: 'must',
  revisions: ALL,
  requirements: ['jsonrpc.invalid-request-32600', 'jsonrpc.invalid-request'],
  why: 'What one server serves and the next refuses works in the test and breaks in production.',
  fix: 'Check jsonrpc, id and method before a message is dispatched; answer { code: -32600 }.',
  touch: 'intrusive',
  isolation: 'rough',
  needs: {},
  probe: (session) => sendInvalid(session, ({ doubtful }) => !doubtful),
  judge: (_views, look) =>
    judgeEach(
      look.probe.filter(({ method, outcome }) => method === 'raw' && outcome !== 'closed' && outcome !== 'cancelled'),
      (exchange) =>
        resultOf(exchange) === undefined
          ? undefined
          : {
              at: [at(exchange, 'result')],
              got: `a result for a request with ${exchange.tag ?? ''}`,
              want: 'error -32600, HTTP 4xx, or silence on stdio',
              key: exchange.tag ?? '',
            },
    ),
});

// A message that is no valid request is not served as if it were one.

import { plainlyInvalid } from '../../artifacts/invalid-requests.ts';
import { repliesTo, sendMalformed } from '../../artifacts/malformed-replies.ts';
import { check } from '../../kernel/check.ts';
import { atFrame } from '../../kernel/look.ts';
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
  probe: (session) => sendMalformed(session, 'invalid', plainlyInvalid(session)),
  judge: (_views, look) => ({
    seen: look.tagged('invalid').filter(({ outcome }) => outcome !== 'closed' && outcome !== 'cancelled').length,
    findings: repliesTo(look, 'invalid')
      .filter(({ isResult }) => isResult)
      .map(({ frame, what }) => ({
        at: [atFrame(frame, 'result')],
        got: `a result for a request with ${what}`,
        want: 'error -32600, HTTP 4xx, or silence on stdio',
        key: what,
      })),
    note: 'nothing could be sent',
  }),
});

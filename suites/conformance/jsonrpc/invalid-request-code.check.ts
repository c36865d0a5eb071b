// The code for a message that is no valid request, and what is done with messages that have no place in MCP.

import { doubtful, plainlyInvalid } from '../../artifacts/invalid-requests.ts';
import { inWords, repliesTo, sendMalformed } from '../../artifacts/malformed-replies.ts';
import { check } from '../../kernel/check.ts';
import { atFrame } from '../../kernel/look.ts';
import { ALL } from '../../kernel/revision.ts';

export default check({
  title: 'A message that is no valid request is refused with -32600',
  // The first messages are no valid JSON-RPC, the others no valid MCP; the text leaves room for other codes and silence.
  level: 'should',
  revisions: ALL,
  requirements: ['jsonrpc.invalid-request-32600', 'jsonrpc.invalid-request'],
  why: 'The code tells the sender that the envelope is wrong and not the method or its params.',
  fix: 'Answer { error: { code: -32600 } }, over HTTP with status 400.',
  touch: 'intrusive',
  isolation: 'rough',
  needs: {},
  probe: async (session) => {
    await sendMalformed(session, 'invalid', plainlyInvalid(session));
    if (session.alive) await sendMalformed(session, 'doubtful', doubtful(session));
  },
  judge: (_views, look) => {
    const strict = repliesTo(look, 'invalid');
    const open = repliesTo(look, 'doubtful');
    // Where even the plainly invalid is served, the stricter rule says so; over HTTP any 4xx status is right.
    const wrong = [
      ...strict.filter(({ isResult, refused, code }) => !isResult && !refused && code !== -32600),
      ...open.filter((one) => one.isResult),
    ];
    return {
      seen: strict.length + open.length,
      findings: wrong.map((one) => ({
        at: [atFrame(one.frame)],
        got: `${inWords(one)} to ${one.what}`,
        want: 'error -32600',
        key: one.what,
      })),
      note: 'no such message was answered by JSON-RPC',
    };
  },
});

// Text that is no JSON is an error with a code of its own, where the server answers it at all.

import { check } from '../../kernel/check.ts';
import { at, ending, errorOf, judgeEach, refusedOutside, resultOf } from '../../kernel/look.ts';
import { ALL } from '../../kernel/revision.ts';

const BROKEN = '{"jsonrpc": "2.0", "id": 1, ';

export default check({
  title: 'Broken JSON is answered with -32700, or refused by HTTP',
  level: 'must',
  revisions: ALL,
  requirements: ['jsonrpc.parse-error-32700', 'jsonrpc.parse-error'],
  why: 'The code tells the sender that the text broke on the way; another one sends them looking in the wrong place.',
  fix: 'Answer { error: { code: -32700 } } without a usable id; over HTTP with status 400.',
  touch: 'intrusive',
  isolation: 'rough',
  needs: {},
  probe: async (session) => {
    await session.raw(BROKEN, { deliberate: 'JSON that breaks off', tag: 'broken' });
  },
  // Silence on stdio is no fault: nothing orders a reply to text in which no request can be recognised.
  judge: (_views, look) =>
    judgeEach(
      look
        .tagged('broken')
        .filter(
          (one) =>
            !refusedOutside(one) &&
            one.outcome !== 'closed' &&
            one.outcome !== 'timeout' &&
            one.outcome !== 'cancelled',
        ),
      (exchange) => {
        const code = errorOf(exchange)?.code;
        if (code === -32700) return undefined;
        const answered = code !== undefined || resultOf(exchange) !== undefined;
        if (!answered && (exchange.status ?? 0) >= 400) return undefined;
        return { at: [at(exchange)], got: ending(exchange), want: 'error -32700, or HTTP 4xx', key: 'code' };
      },
      'broken JSON was not answered',
    ),
});

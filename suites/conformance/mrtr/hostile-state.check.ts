// requestState comes from the client: whoever sends it may have made it up.

import { mrtrRounds } from '../../artifacts/mrtr-rounds.ts';
import { check } from '../../kernel/check.ts';
import { at, brief, ending, errorOf, judgeEach, refusedOutside } from '../../kernel/look.ts';
import { PER_REQUEST } from '../../kernel/revision.ts';

/** Stack traces and the words of parsers. */
const INTERNALS =
  /\bat [\w.<>]+ \(|node:internal|Traceback \(most recent|SyntaxError|Unexpected token|is not valid JSON/u;

export default check({
  title: 'A requestState that nobody gave out does no harm',
  level: 'must',
  revisions: PER_REQUEST,
  requirements: ['mrtr.state-attacker-controlled'],
  why: 'A server that decodes it unguarded crashes, or tells in the error what it is made of.',
  fix: 'Verify before decoding; answer -32602, or ignore it where none is expected.',
  touch: 'probing',
  enabledBy: { allow: true },
  needs: { mrtrRounds },
  judge: ({ mrtrRounds: rounds }) =>
    judgeEach(
      rounds.all.filter(({ tag }) => tag?.startsWith('hostile ') === true),
      (exchange) => {
        if (refusedOutside(exchange)) return undefined;
        const key = exchange.tag ?? '';
        if (exchange.outcome === 'timeout' || exchange.outcome === 'closed')
          return { at: [at(exchange)], got: `${key}: ${ending(exchange)}`, want: 'a result or a JSON-RPC error', key };
        const said = JSON.stringify(errorOf(exchange) ?? '');
        return INTERNALS.test(said)
          ? { at: [at(exchange, 'error')], got: brief(said, 120), want: 'an error without internals', key }
          : undefined;
      },
      'nothing was there to call',
    ),
});

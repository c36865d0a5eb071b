// The retry may land on another replica, or come after a restart.

import { isInputRequired, mrtrRounds } from '../../artifacts/mrtr-rounds.ts';
import type { Exchange } from '../../kernel/recording.ts';
import { check } from '../../kernel/check.ts';
import { at, ending, judgeEach, refusedOutside, resultOf } from '../../kernel/look.ts';
import { PER_REQUEST } from '../../kernel/revision.ts';

const kindOf = (exchange: Exchange): string => {
  const result = resultOf(exchange);
  if (result === undefined) return exchange.outcome;
  return result['isError'] === true ? 'tool error' : 'result';
};

export default check({
  title: 'A retry is answered on any connection',
  level: 'should',
  revisions: PER_REQUEST,
  // A new process on stdio may be another server with other keys; only one that says so is stateless.
  transports: ['streamable-http'],
  requirements: ['mrtr.retry-self-contained'],
  why: 'Behind a load balancer the retry reaches another process; state in memory loses it.',
  fix: 'Put what the retry needs into requestState, signed; depend on no connection.',
  touch: 'probing',
  enabledBy: { known: 'input-required' },
  needs: { mrtrRounds },
  judge: ({ mrtrRounds: rounds }) => {
    const home = rounds.of('answered');
    return judgeEach(
      rounds.of('elsewhere').map((exchange, index) => ({ exchange, before: home[index] })),
      ({ exchange, before }) => {
        if (before === undefined || refusedOutside(exchange) || kindOf(before) !== 'result') return undefined;
        if (kindOf(exchange) === 'result' || isInputRequired(exchange)) return undefined;
        return {
          at: [at(exchange), at(before)],
          got: ending(exchange),
          want: 'the outcome that the same connection gave',
          key: 'elsewhere',
        };
      },
      'no call asked for input',
    );
  },
});

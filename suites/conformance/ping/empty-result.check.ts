// The simplest question there is.

import { check } from '../../kernel/check.ts';
import { at, brief, ending, judgeEach, refusedOutside, resultOf } from '../../kernel/look.ts';

export default check({
  title: 'A ping is answered with an empty result',
  level: 'must',
  revisions: { since: '2024-11-05', until: '2025-11-25' },
  requirements: ['ping.empty-result'],
  why: 'Clients ping to see whether the connection lives; without the answer they give it up.',
  fix: 'Answer ping with {} at once.',
  touch: 'probing',
  needs: {},
  probe: async (session) => {
    await Promise.all([
      session.request('ping', undefined, { tag: 'without params' }),
      session.request('ping', {}, { tag: 'with params {}' }),
      session.request('ping', { _meta: {} }, { tag: 'with _meta {}' }),
      session.request('ping', undefined, { tag: 'with a string id', id: 'assay-ping-ä' }),
    ]);
  },
  judge: (_, look) =>
    judgeEach(
      // A connection that is gone is judged where it went.
      look.probe.filter(
        (exchange) => !refusedOutside(exchange) && exchange.outcome !== 'closed' && exchange.outcome !== 'cancelled',
      ),
      (exchange) => {
        const result = resultOf(exchange);
        const members = Object.keys(result ?? {}).filter((name) => name !== '_meta');
        if (result !== undefined && members.length === 0) return undefined;
        const tag = exchange.tag ?? '';
        return {
          at: [at(exchange)],
          got: `${tag}: ${result === undefined ? ending(exchange) : brief(result, 80)}`,
          want: '{}',
          key: result === undefined ? tag : members.join(' '),
        };
      },
      'no ping was answered',
    ),
});

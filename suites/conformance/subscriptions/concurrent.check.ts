// Parts of a client subscribe on their own.

import { listens } from '../../artifacts/listens.ts';
import { check } from '../../kernel/check.ts';
import { at, ending, errorOf, refusedOutside } from '../../kernel/look.ts';
import { PER_REQUEST } from '../../kernel/revision.ts';

export default check({
  title: 'Several subscriptions are open at once, beside ordinary requests',
  level: 'must',
  revisions: PER_REQUEST,
  requirements: ['subscriptions.concurrent'],
  why: 'A second subscription that replaces the first leaves a part of the client without notices.',
  fix: 'Keep subscriptions by the id of their request; answer other requests while they are open.',
  touch: 'probing',
  needs: { listens },
  judge: ({ listens: opened }) => {
    const accepted = opened.all.filter(({ exchange }) => !refusedOutside(exchange) && errorOf(exchange) === undefined);
    if (!accepted.some(({ acknowledged }) => acknowledged !== undefined))
      return { seen: 0, findings: [], note: 'no subscription was acknowledged' };
    const replaced = accepted.filter(
      ({ exchange, tag, granted }) => granted && exchange.outcome === 'result' && tag !== 'again',
    );
    const silent = accepted.filter(
      ({ acknowledged, exchange }) => acknowledged === undefined && exchange.outcome === 'cancelled',
    );
    const stuck = opened.others.filter(({ outcome }) => outcome === 'timeout' || outcome === 'closed');
    const ended = accepted.length > replaced.length ? replaced : [];
    return {
      seen: accepted.length + opened.others.length,
      findings: [
        ...ended.map(({ exchange, tag }) => ({
          at: [at(exchange)],
          got: 'ended while others were opened',
          want: 'open subscriptions side by side',
          key: tag,
        })),
        ...silent.map(({ exchange, tag }) => ({
          at: [at(exchange)],
          got: 'no acknowledgement beside others',
          want: 'an acknowledgement for each',
          key: tag,
        })),
        ...stuck.map((exchange) => ({
          at: [at(exchange)],
          got: `${exchange.method}: ${ending(exchange)}`,
          want: 'an answer beside open subscriptions',
          key: exchange.method,
        })),
      ],
    };
  },
});

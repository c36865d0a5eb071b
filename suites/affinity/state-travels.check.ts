// 2026-07-28: what one replica minted for the client to bring back, every replica must take.

import { check } from '../kernel/check.ts';
import { ending, resultOf } from '../kernel/look.ts';
import type { Exchange } from '../kernel/recording.ts';
import { PER_REQUEST } from '../kernel/revision.ts';
import { part, places, taggedWith } from './tags.ts';
import { isAffinity, NOT_ASKED } from './trials.ts';

export default check({
  title: 'A requestState minted by one replica is redeemed by any other',
  level: 'must',
  revisions: PER_REQUEST,
  transports: ['streamable-http'],
  requirements: ['mrtr.retry-self-contained'],
  why: 'The retry of a request that was answered with input_required lands on any replica; one that cannot read the state makes every call that asks back fail at random.',
  fix: 'Seal requestState with a key that all replicas share, and put everything the retry needs into it.',
  touch: 'heavy',
  needs: {},
  judge: (_views, { recording }) => {
    if (!isAffinity(recording)) return { seen: 0, findings: [], note: NOT_ASKED };
    const redeemed = taggedWith(recording, 'mrtr/redeem/');
    const taken = redeemed.filter(accepted);
    const refused = redeemed.filter((one) => !accepted(one));
    // Where no replica takes it, not even its own, the answers given are at fault and nothing follows.
    if (taken.length === 0 && !taggedWith(recording, 'mrtr/replay/').some(accepted))
      return {
        seen: 0,
        findings: [],
        note: 'no call that is allowed asks back with a requestState and takes what is answered',
      };
    const [first] = refused;
    const finding = {
      at: places(refused),
      got: `${refused.length} of ${redeemed.length} retries refused${first === undefined ? '' : ` (${part(first, 3)}: ${ending(first)})`}`,
      want: 'the result, from whichever replica gets the retry',
      key: 'refused',
    };
    return { seen: redeemed.length, findings: refused.length > 0 ? [finding] : [] };
  },
});

/** Completed: a replica that cannot read the state may refuse it, or begin from the start and ask again. */
const accepted = (exchange: Exchange): boolean => {
  const result = resultOf(exchange);
  return exchange.status === 200 && result?.['resultType'] === 'complete' && result['isError'] !== true;
};

// Replicas that check a state differently let a replayed or altered one through at the weakest of them.

import { check, type Finding } from '../kernel/check.ts';
import { resultOf } from '../kernel/look.ts';
import type { Exchange } from '../kernel/recording.ts';
import { PER_REQUEST } from '../kernel/revision.ts';
import { places, taggedWith } from './tags.ts';
import { isAffinity, NOT_ASKED } from './trials.ts';

export default check({
  title: 'An altered or replayed requestState is treated alike by all replicas',
  level: 'should',
  revisions: PER_REQUEST,
  transports: ['streamable-http'],
  requirements: ['mrtr.state-tampering-rejected', 'mrtr.state-single-use'],
  why: 'A state that one replica refuses as altered, or as used, and another accepts, is not protected at all: the client need only try again.',
  fix: 'Verify the seal on every replica; keep the record of used states, where states are to be used once, in a store that all replicas share.',
  touch: 'heavy',
  needs: {},
  judge: (_views, { recording }) => {
    if (!isAffinity(recording)) return { seen: 0, findings: [], note: NOT_ASKED };
    const works = taggedWith(recording, 'mrtr/redeem/').some(complete);
    const altered = taggedWith(recording, 'mrtr/altered/');
    const replayed = taggedWith(recording, 'mrtr/replay/');
    if (!works) return { seen: 0, findings: [], note: 'no requestState was redeemed' };
    const findings = [
      // One verdict of its own: where all accept it, the conformance suite judges.
      ...mixed(altered, 'altered'),
      ...mixed(replayed, 'replayed'),
    ];
    return { seen: altered.length + replayed.length, findings };
  },
});

const complete = (exchange: Exchange): boolean => {
  const result = resultOf(exchange);
  return result?.['resultType'] === 'complete' && result['isError'] !== true;
};

function mixed(tried: readonly Exchange[], what: string): Finding[] {
  const taken = tried.filter(complete);
  if (taken.length === 0 || taken.length === tried.length) return [];
  return [
    {
      at: places(taken),
      got: `${taken.length} of ${tried.length} ${what} states were accepted, the rest refused`,
      want: 'the same from every replica',
      key: what,
    },
  ];
}

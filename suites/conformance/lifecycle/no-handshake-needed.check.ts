// In this era the first message may be any request.

import { check } from '../../kernel/check.ts';
import { at, ending, refusedOutside } from '../../kernel/look.ts';
import { PER_REQUEST } from '../../kernel/revision.ts';
import { served, unanswered } from '../../artifacts/answers.ts';
import { metaProbes } from '../../artifacts/meta-probes.ts';
import { modernOpening } from '../../artifacts/modern-opening.ts';

export default check({
  title: 'A complete request is served as the first message of a connection',
  level: 'must',
  revisions: PER_REQUEST,
  requirements: ['lifecycle.no-handshake-needed', 'lifecycle.dual-era-selection'],
  why: 'Clients and load balancers open a connection for any request; a server that waits for another one first fails at random.',
  fix: 'Serve every request from its own _meta, without looking for an earlier initialize or server/discover.',
  touch: 'probing',
  needs: { modernOpening, metaProbes },
  judge: ({ modernOpening: { first } }, { recording }) => {
    if (first === undefined) return { seen: 0, findings: [], note: 'the server declares no list' };
    if (refusedOutside(first) || (unanswered(first) && first.outcome !== 'timeout'))
      return { seen: 0, findings: [], note: 'no answer to judge' };
    const elsewhere = recording.exchanges.find(
      (each) => each.method === first.method && each !== first && served(each),
    );
    if (elsewhere === undefined) return { seen: 0, findings: [], note: `${first.method} is served nowhere` };
    if (served(first)) return { seen: 1, findings: [] };
    return {
      seen: 1,
      findings: [
        {
          at: [at(first), at(elsewhere)],
          got: `${ending(first)} as the first message`,
          want: 'the result that comes later on other connections',
          key: 'first',
        },
      ],
    };
  },
});

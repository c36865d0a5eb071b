// A modern request beside an open legacy session, on one HTTP endpoint.

import { check } from '../../kernel/check.ts';
import { at, ending, refusedOutside } from '../../kernel/look.ts';
import { PER_REQUEST } from '../../kernel/revision.ts';
import { served, unanswered } from '../../artifacts/answers.ts';
import { metaProbes } from '../../artifacts/meta-probes.ts';
import { modernOpening } from '../../artifacts/modern-opening.ts';

export default check({
  title: 'Modern requests are served while a legacy session is open',
  // Serving both at the same time is a MAY.
  level: 'advice',
  revisions: PER_REQUEST,
  transports: ['streamable-http'],
  requirements: ['lifecycle.dual-era-selection'],
  why: 'One endpoint usually has clients of both eras at a time.',
  fix: 'Decide the era of each request by its own headers and _meta.',
  touch: 'probing',
  needs: { modernOpening, metaProbes },
  judge: ({ modernOpening: { beside, first } }) => {
    if (beside === undefined || !served(first)) return { seen: 0, findings: [], note: 'the server serves one era' };
    if (refusedOutside(beside) || unanswered(beside)) return { seen: 0, findings: [], note: 'no answer to judge' };
    return {
      seen: 1,
      findings: served(beside)
        ? []
        : [{ at: [at(beside)], got: ending(beside), want: 'the result that comes without the session', key: 'beside' }],
    };
  },
});

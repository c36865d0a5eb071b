// Progress of what is over.

import { knownCalls } from '../../artifacts/known-calls.ts';
import { isLate, ownerOf } from '../../artifacts/progress-tokens.ts';
import { progressRuns } from '../../artifacts/progress-runs.ts';
import { check } from '../../kernel/check.ts';
import type { Finding } from '../../kernel/check.ts';
import { at, brief } from '../../kernel/look.ts';

export default check({
  title: 'No progress is reported for a request that has been answered',
  level: 'must',
  revisions: { since: '2024-11-05' },
  requirements: ['progress.stops-after-completion', 'progress.stops-at-completion'],
  why: 'The client has forgotten the token; the notification brings up a call that is done, or an error.',
  fix: 'Send the last notification before the response, and none behind it.',
  touch: 'probing',
  needs: { progressRuns, knownCalls },
  judge: (views, { recording }) => {
    const findings = new Map<string, Finding>();
    let seen = 0;
    for (const one of views.progressRuns) {
      const owner = ownerOf(one, recording);
      if (owner === undefined) continue;
      seen += 1;
      if (isLate(one, owner))
        findings.set(owner.method, {
          at: [one.where, at(owner)],
          got: `progress ${brief(one.params['progress'])} after the response`,
          want: 'no progress after the response',
          key: owner.method,
        });
    }
    return { seen, findings: [...findings.values()], note: views.knownCalls.missing('emits-progress').note };
  },
});

// More progress than anybody can see.

import { grouped } from '../../artifacts/grouped.ts';
import { knownCalls } from '../../artifacts/known-calls.ts';
import { progressRuns } from '../../artifacts/progress-runs.ts';
import { busiest } from '../../artifacts/rates.ts';
import { check } from '../../kernel/check.ts';

const LIMIT = 100;

export default check({
  title: 'Progress notifications come at a bearable rate',
  level: 'should',
  revisions: { since: '2024-11-05' },
  requirements: ['progress.rate-limited'],
  why: 'Each notification is sent, parsed and drawn; hundreds a second slow down both sides and the call itself.',
  fix: 'Send progress a few times a second; 100 in a second are flagged here, as the specification names no figure.',
  touch: 'probing',
  needs: { progressRuns, knownCalls },
  judge: (views) => {
    const tokens = grouped(views.progressRuns, (one) => `${one.lane} ${JSON.stringify(one.params['progressToken'])}`);
    const findings = [...tokens.values()].flatMap((all) => {
      const [count, first] = busiest(all);
      if (count <= LIMIT || first === undefined) return [];
      return [
        {
          at: [first.where],
          got: `${count} notifications for one token within a second`,
          want: `at most ${LIMIT}`,
          key: 'rate',
        },
      ];
    });
    return {
      seen: views.progressRuns.length,
      findings: findings.slice(0, 1),
      note: views.knownCalls.missing('emits-progress').note,
    };
  },
});

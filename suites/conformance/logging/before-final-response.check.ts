// A log message behind the response it belongs to finds nobody listening.

import { knownCalls } from '../../artifacts/known-calls.ts';
import { logRuns } from '../../artifacts/log-runs.ts';
import { check } from '../../kernel/check.ts';
import type { Finding } from '../../kernel/check.ts';
import { at, atFrame, brief, judgeEach, member } from '../../kernel/look.ts';

export default check({
  title: 'Log messages of a request come before its final response',
  level: 'must',
  revisions: { since: '2026-07-28' },
  requirements: ['logging.before-final-response'],
  why: 'Over HTTP the stream ends with the response; on stdio a later message can be put to no request.',
  fix: 'Flush log messages before the response is sent.',
  touch: 'probing',
  needs: { logRuns, knownCalls },
  judge: (views) => {
    // What comes at any time and unasked for belongs to no request, late or not.
    const unasked = views.logRuns.some((run) => run.level === 'none' && run.late.length > 0);
    return judgeEach(
      (unasked ? [] : views.logRuns).filter((run) => run.exchange.response !== undefined && run.level !== 'none'),
      (run): Finding | undefined => {
        const [late] = run.late;
        if (late === undefined) return undefined;
        return {
          at: [at(run.exchange), atFrame(late)],
          got: `${run.late.length} messages after the response: ${brief(member(late.json, 'params'), 80)}`,
          want: 'all messages before it',
          key: 'late',
        };
      },
      views.knownCalls.missing('emits-log').note,
    );
  },
});

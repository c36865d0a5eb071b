// Messages below the level that was asked for.

import { isLogMessage, levelHeld, logRuns, rank } from '../../artifacts/log-runs.ts';
import type { LogRun } from '../../artifacts/log-runs.ts';
import { knownCalls } from '../../artifacts/known-calls.ts';
import { check } from '../../kernel/check.ts';
import type { Finding } from '../../kernel/check.ts';
import { atFrame, brief, judgeEach, member } from '../../kernel/look.ts';
import type { Frame, Recording } from '../../kernel/recording.ts';

const levelOf = (frame: Frame): unknown => member(member(frame.json, 'params'), 'level');

/** Messages already under way when the level was set are excused: only what came after the call was sent is looked at. */
function low(run: LogRun): readonly Frame[] {
  const least = rank(run.level);
  return [...run.during, ...run.late].filter(
    (frame) => isLogMessage(frame) && rank(levelOf(frame)) >= 0 && rank(levelOf(frame)) < least,
  );
}

/** A server without sessions cannot keep a level from one request to the next. */
const canKeep = (recording: Recording): boolean =>
  recording.era === 'per-request' ||
  recording.transport !== 'streamable-http' ||
  recording.lanes.some((lane) => lane.sessionId !== undefined);

export default check({
  title: 'Only log messages of the requested level or above are sent',
  level: 'should',
  levels: { '2026-07-28': 'must' },
  revisions: { since: '2024-11-05' },
  requirements: ['logging.level-filter', 'logging.level-threshold', 'logging.default-level-free'],
  why: 'A client that asked for errors alone is flooded with debug output, which it pays for and shows.',
  fix: 'Compare the severity of every message with the level that was set (or that the request named).',
  touch: 'probing',
  needs: { logRuns, knownCalls },
  judge: (views, { recording }) =>
    judgeEach(
      views.logRuns.filter(
        (run) =>
          run.level !== 'none' &&
          run.exchange.response !== undefined &&
          canKeep(recording) &&
          levelHeld(recording, run),
      ),
      (run): Finding | undefined => {
        const [first] = low(run);
        if (first === undefined) return undefined;
        return {
          at: [atFrame(first, 'params', 'level')],
          got: `${brief(levelOf(first))} at the level ${run.level}`,
          want: `${run.level} or above`,
          key: run.level,
        };
      },
      views.knownCalls.missing('emits-log').note,
    ),
});

// A log message that says nothing.

import { knownCalls } from '../../artifacts/known-calls.ts';
import { notifications } from '../../artifacts/notifications.ts';
import { check } from '../../kernel/check.ts';
import { brief, isObject, judgeEach } from '../../kernel/look.ts';

const empty = (data: unknown): boolean =>
  data === undefined ||
  data === null ||
  data === '' ||
  (isObject(data) && Object.keys(data).length === 0) ||
  (Array.isArray(data) && data.length === 0);

export default check({
  title: 'Log messages carry data',
  // What is relevant nobody can measure; that there is nothing at all is worth a word.
  level: 'advice',
  revisions: { since: '2024-11-05', until: '2025-11-25' },
  requirements: ['logging.data-context'],
  why: 'Whoever reads the log learns that something happened, and nothing else.',
  fix: 'Put what happened, and to what, into `data`.',
  touch: 'passive',
  needs: { notifications, knownCalls },
  judge: (views) => {
    const judged = judgeEach(
      views.notifications.of('notifications/message'),
      (one) => {
        const { data, level } = one.params;
        return empty(data)
          ? {
              at: [one.where],
              got: `data ${brief(data ?? 'absent')} at level ${brief(level ?? 'none')}`,
              want: 'data with something in it',
              key: brief(data ?? 'absent'),
            }
          : undefined;
      },
      views.knownCalls.missing('emits-log').note,
    );
    return { ...judged, findings: [...new Map(judged.findings.map((one) => [one.key, one])).values()] };
  },
});

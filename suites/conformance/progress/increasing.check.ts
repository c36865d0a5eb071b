// Progress that stands still or goes back.

import { grouped } from '../../artifacts/grouped.ts';
import { knownCalls } from '../../artifacts/known-calls.ts';
import { ownerOf } from '../../artifacts/progress-tokens.ts';
import { progressRuns } from '../../artifacts/progress-runs.ts';
import type { Notified } from '../../artifacts/notifications.ts';
import { check } from '../../kernel/check.ts';
import type { Finding } from '../../kernel/check.ts';
import { at, brief } from '../../kernel/look.ts';

/** Values of one token on one stream, in order of arrival; another stream is not ordered with it. */
function stalls(all: readonly Notified[]): Notified | undefined {
  let last = Number.NEGATIVE_INFINITY;
  for (const one of all) {
    const value = one.params['progress'];
    if (typeof value !== 'number') continue;
    if (value <= last) return one;
    last = value;
  }
  return undefined;
}

export default check({
  title: 'The progress value rises from one notification to the next',
  level: 'must',
  revisions: { since: '2024-11-05' },
  requirements: ['progress.increasing', 'progress.optional'],
  why: 'Clients take a value that does not rise for a call that hangs, or draw a bar that runs backwards.',
  fix: 'Send a notification only where progress has risen, even if the total is unknown.',
  touch: 'probing',
  needs: { progressRuns, knownCalls },
  judge: (views, { recording }) => {
    // Two requests may use the same token one after the other.
    const keyOf = (one: Notified): string =>
      `${one.stream} ${ownerOf(one, recording)?.id ?? ''} ${JSON.stringify(one.params['progressToken'])}`;
    const series = [...grouped(views.progressRuns, keyOf).values()].filter((all) => all.length > 1);
    const findings = new Map<string, Finding>();
    for (const all of series) {
      const stalled = stalls(all);
      if (stalled === undefined) continue;
      const owner = ownerOf(stalled, recording);
      const key = owner?.method ?? 'unknown';
      findings.set(key, {
        at: [stalled.where, ...(owner === undefined ? [] : [at(owner)])],
        got: all
          .map((one) => brief(one.params['progress'], 12))
          .slice(0, 12)
          .join(', '),
        want: 'values that rise',
        key,
      });
    }
    return {
      seen: series.length,
      findings: [...findings.values()],
      note: views.knownCalls.missing('emits-progress').note,
    };
  },
});

// A server that pings without end.

import { grouped } from '../../artifacts/grouped.ts';
import { pings } from '../../artifacts/pings.ts';
import { check } from '../../kernel/check.ts';
import { atFrame } from '../../kernel/look.ts';

/** More than one a second is flagged, seen over at least this long: a few at the start are nobody's concern. */
const LONG_ENOUGH_MS = 2_000;
const MANY = 12;

export default check({
  title: 'The server does not ping more than once a second',
  level: 'should',
  revisions: { since: '2024-11-05', until: '2025-11-25' },
  requirements: ['ping.not-excessive'],
  why: 'Every ping wakes the client up and has to be answered; over a network many of them are a load of their own.',
  fix: 'Ping at intervals of many seconds, and only where nothing else came.',
  touch: 'passive',
  needs: { pings },
  judge: (views) => {
    const lanes = [...grouped(views.pings, (one) => one.lane).values()];
    const findings = lanes.flatMap((all) => {
      const [first, last] = [all[0], all.at(-1)];
      if (first === undefined || last === undefined || all.length < MANY) return [];
      const ms = last.frame.at - first.frame.at;
      const rate = (all.length - 1) / (ms / 1_000);
      return ms >= LONG_ENOUGH_MS && rate > 1
        ? [
            {
              at: [atFrame(first.frame), atFrame(last.frame)],
              got: `${all.length} pings in ${(ms / 1_000).toFixed(1)} s`,
              want: 'at most one a second',
              key: 'rate',
            },
          ]
        : [];
    });
    return { seen: views.pings.length, findings: findings.slice(0, 1), note: 'the target sent no pings' };
  },
});

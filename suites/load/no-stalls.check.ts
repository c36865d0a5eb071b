// Names the stall that an average hides; advice, because how long is too long is the operator's to say.

import { check, type Finding } from '../kernel/check.ts';
import { ALL } from '../kernel/revision.ts';
import { loadMeasures, NO_LOAD } from './measures.ts';

const FACTOR = 20;
const LEAST_MS = 200;

export default check({
  title: 'The slowest percent is not out of all proportion',
  level: 'advice',
  revisions: ALL,
  requirements: [],
  why: 'A server that stops for half a second now and then looks fast on average; every agent that calls a few hundred times meets the stall.',
  fix: 'Look for synchronous work, garbage collection of a large heap, or a lock held over I/O at the seconds named in the figures.',
  touch: 'heavy',
  needs: { load: loadMeasures },
  judge: ({ load }) => {
    if (load === undefined) return { seen: 0, findings: [], note: NO_LOAD };
    // A ramp is meant to reach the knee; and only the open loop sees a stall in full.
    const open = load.pushing ? [] : load.phases.filter(({ figures }) => figures.mode === 'open');
    const findings = open.flatMap(({ name, figures }): Finding[] => {
      const { p50, p99, max } = figures.latency;
      if (p99 < LEAST_MS || p99 < p50 * FACTOR) return [];
      const got = `p50 ${p50} ms, p99 ${p99} ms, at most ${max} ms`;
      return [{ at: [], got, want: `p99 below ${FACTOR} × p50`, key: name }];
    });
    return { seen: open.length, findings, note: 'needs an open loop at a steady rate (--rate)' };
  },
});

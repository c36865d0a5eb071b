// The proof of load/no-stalls; a live one is in test/runner/load.
import { proveLoad, type Measures } from '../../kit/prove-load.ts';

const latency = (p50: number, p99: number) => (load: Measures) => {
  load.phases[0].figures.mode = 'open';
  load.phases[0].figures.latency = { p50, p99, max: p99 };
};

proveLoad('no-stalls', {
  faults: { 'half a second now and then': { change: latency(4, 500), key: 'closed' } },
  stillGood: {
    even: { change: latency(4, 12) },
    'slow throughout': { change: latency(300, 700) },
    'small in all': { change: latency(1, 90) },
    'a closed loop hides stalls': { change: () => undefined, expect: 'skip' },
  },
});

// The proof of load/thresholds; live proofs are in test/runner/load.
import { proveLoad, type Measures } from '../../kit/prove-load.ts';

const threshold = (metric: string, below: boolean, limit: number, actual?: number) => (load: Measures) =>
  void (load.thresholds = [
    {
      text: `${metric}${below ? '<' : '>'}${limit}`,
      metric,
      below,
      limit,
      phase: 'open',
      ...(actual === undefined ? {} : { actual }),
    },
  ]);

proveLoad('thresholds', {
  faults: {
    'too slow': { change: threshold('p99', true, 200, 201), key: 'p99<200' },
    'too few': { change: threshold('rate', false, 500, 499), key: 'rate>500' },
    'too many errors': { change: threshold('errors', true, 0.01, 0.02), samples: ['tool-error'], key: 'errors<0.01' },
  },
  stillGood: {
    'just within': { change: threshold('p99', true, 200, 200) },
    'fast enough': { change: threshold('rate', false, 500, 501) },
    'about something that was not measured': { change: threshold('added.p95', true, 5), expect: 'skip' },
  },
});

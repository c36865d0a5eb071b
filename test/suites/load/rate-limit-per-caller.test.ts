// The proof of load/rate-limit-per-caller; live proofs are in test/runner/load/limits.
import { proveLoad, type Measures } from '../../kit/prove-load.ts';

const other = (served: boolean) => (load: Measures) =>
  void (load.limits = {
    rate: { passed: 40, refused: 80, otherCaller: { served, how: served ? 'HTTP 200' : 'HTTP 429' } },
  });

proveLoad('rate-limit-per-caller', {
  faults: { 'everybody refused': { change: other(false), samples: ['rate-limited 429'], key: 'shared' } },
  stillGood: {
    'the other one served': { change: other(true) },
    'one caller alone': {
      change: (load) => void (load.limits = { rate: { passed: 40, refused: 80 } }),
      expect: 'skip',
    },
  },
});

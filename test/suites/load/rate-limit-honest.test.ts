// The proof of load/rate-limit-honest; live proofs are in test/runner/load/limits.
import { proveLoad, type Measures } from '../../kit/prove-load.ts';

const limit = (retryAfter?: object) => (load: Measures) =>
  void (load.limits = {
    rate: { passed: 40, refused: 80, how: 'rate-limited 429', ...(retryAfter === undefined ? {} : { retryAfter }) },
  });

proveLoad('rate-limit-honest', {
  faults: {
    'no time to retry after': {
      change: limit({ waitedMs: 1000, after: 'HTTP 200', kept: true }),
      samples: ['rate-limited 429'],
      key: 'absent',
    },
    'still refused after the time named': {
      change: limit({ given: '1', waitedMs: 1000, after: 'HTTP 429', kept: false }),
      samples: ['rate-limited 429'],
      key: 'not kept',
    },
  },
  stillGood: {
    'a time that is kept': { change: limit({ given: '1', waitedMs: 1000, after: 'HTTP 200', kept: true }) },
    'no limit found': { change: (load) => void (load.limits = { rate: { passed: 640 } }), expect: 'skip' },
  },
});

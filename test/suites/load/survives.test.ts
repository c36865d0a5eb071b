// The proof of load/survives; live proofs are in test/runner/load.
import { proveLoad } from '../../kit/prove-load.ts';

proveLoad('survives', {
  faults: {
    'gone after the load': {
      change: (load) => {
        load.alive = false;
        load.lastWords = 'FATAL ERROR: Reached heap limit';
      },
      key: 'gone',
    },
  },
  stillGood: { 'still there': { change: () => undefined } },
});

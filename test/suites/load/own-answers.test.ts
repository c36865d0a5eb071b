// The proof of load/own-answers; live proofs are in test/runner/load.
import { proveLoad, type Measures } from '../../kit/prove-load.ts';

const kind = (name: string, count: number) => (load: Measures) =>
  void (load.phases[0].figures.errors.byKind[name] = count);

proveLoad('own-answers', {
  faults: {
    'the id of another request': { change: kind('wrong-id', 1), samples: ['wrong-id'], key: 'wrong-id' },
    'the session id of another session': {
      change: kind('wrong-session', 2),
      samples: ['wrong-session'],
      key: 'wrong-session',
    },
    'what another request had sent': { change: kind('crossed', 1), samples: ['crossed'], key: 'crossed' },
  },
  stillGood: {
    'every answer right': { change: () => undefined },
    'errors are judged elsewhere': { change: kind('json-rpc-error -32603', 40) },
  },
});

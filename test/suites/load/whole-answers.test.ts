// The proof of load/whole-answers; live proofs are in test/runner/load.
import { proveLoad, type Measures } from '../../kit/prove-load.ts';

const kind = (name: string) => (load: Measures) => void (load.phases[0].figures.errors.byKind[name] = 1);
const changed = (stays: boolean) => (load: Measures) => void (load.changed = [{ step: 'tools/list', count: 3, stays }]);

proveLoad('whole-answers', {
  faults: {
    'a body that is no JSON': { change: kind('not-json'), samples: ['not-json'], key: 'not-json' },
    'no response in the answer': { change: kind('no-answer'), samples: ['no-answer'], key: 'no-answer' },
    'JSON that is no JSON-RPC': { change: kind('not-json-rpc'), samples: ['not-json-rpc'], key: 'not-json-rpc' },
    'bytes that are no HTTP': { change: kind('malformed'), samples: ['malformed'], key: 'malformed' },
    'content that was not asked for': {
      change: kind('wrong-content'),
      samples: ['wrong-content'],
      key: 'wrong-content',
    },
    'a list that differs under load alone': {
      change: changed(false),
      samples: ['changed-content x'],
      key: 'changed tools/list',
    },
  },
  stillGood: {
    'every answer whole': { change: () => undefined },
    'a list that truly changed, and still says so': { change: changed(true) },
  },
});

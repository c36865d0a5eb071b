// The proof of access/callers/states-own.
import { proveAccess } from '../../../kit/prove-access.ts';

proveAccess('states-own', {
  revisions: ['2026-07-28'],
  faults: {
    'a requestState is looked up by itself alone': { server: { stateAny: true }, key: 'approve alice to bob' },
  },
  stillGood: {
    'a server that asks who asks': {},
  },
});

// The proof of access/callers/anonymous-refused.
import { proveAccess } from '../../../kit/prove-access.ts';

proveAccess('anonymous-refused', {
  faults: {
    'whoever shows nothing is a reader': { server: { anonymousServed: true }, key: 'anonymous call list_notes' },
    'lists are open': { server: { listsOpen: true }, key: 'tools/list' },
  },
  stillGood: {
    'a server that asks who asks': {},
  },
});

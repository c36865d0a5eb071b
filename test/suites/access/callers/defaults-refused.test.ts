// The proof of access/callers/defaults-refused.
import { proveAccess } from '../../../kit/prove-access.ts';

proveAccess('defaults-refused', {
  faults: {
    'the token of the manual still works': { server: { defaultToken: true }, key: 'Bearer changeme' },
  },
  stillGood: {
    'a server that asks who asks': {},
  },
});

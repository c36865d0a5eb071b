// The proof of access/callers/cursors-own.
import { proveAccess } from '../../../kit/prove-access.ts';

proveAccess('cursors-own', {
  faults: {
    'a cursor holds the rights of who got it': { server: { cursorCarries: true }, key: /^resources\/list admin to/ },
  },
  stillGood: {
    'a server that asks who asks': {},
  },
});

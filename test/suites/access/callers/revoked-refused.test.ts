// The proof of access/callers/revoked-refused.
import { proveAccess } from '../../../kit/prove-access.ts';

proveAccess('revoked-refused', {
  callers: (given, { tokens }) => ({
    ...given,
    leaver: { headers: { Authorization: `Bearer ${tokens.leaver}` }, revoked: true },
  }),
  faults: {
    'who left is still served': { server: { withdrawnServed: true }, key: 'leaver' },
  },
  stillGood: {
    'a server that asks who asks': {},
  },
});

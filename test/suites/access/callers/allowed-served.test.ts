// The proof of access/callers/allowed-served.
import { proveAccess } from '../../../kit/prove-access.ts';

proveAccess('allowed-served', {
  faults: {
    'the administrator was forgotten': {
      server: { lockedOut: true, listsUnfiltered: true },
      access: { matrix: { admin: { allow: ['audit_log'] } } },
      key: 'admin call audit_log',
    },
  },
  stillGood: {
    'what is allowed works': { access: { matrix: { admin: { allow: ['audit_log'] } } } },
    'a call that fails for its arguments': { access: { matrix: { admin: { allow: ['*'] } } } },
  },
});

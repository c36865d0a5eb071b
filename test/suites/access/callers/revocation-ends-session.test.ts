// The proof of access/callers/revocation-ends-session.
import { proveAccess, withService } from '../../../kit/prove-access.ts';

proveAccess('revocation-ends-session', {
  callers: withService,
  faults: {
    'the token is looked at once': {
      server: { sessionKeepsToken: true },
      revisions: ['2025-11-25'],
      key: 'service',
    },
  },
  stillGood: {
    'a server that asks who asks': {},
  },
});

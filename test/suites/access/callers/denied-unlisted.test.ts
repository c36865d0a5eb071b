// The proof of access/callers/denied-unlisted.
import { proveAccess } from '../../../kit/prove-access.ts';

proveAccess('denied-unlisted', {
  faults: {
    'everybody is shown everything': {
      server: { listsUnfiltered: true },
      access: { matrix: { bob: { deny: ['audit_log'] } } },
      key: 'bob tool audit_log',
    },
  },
  stillGood: {
    'lists without what is denied': { access: { matrix: { bob: { deny: ['audit_log'] }, admin: { allow: ['*'] } } } },
    'a tool of which some calls are denied is shown': {
      access: { matrix: { bob: { allow: ['query'], deny: [{ tool: 'query', where: { sql: 'DELETE' } }] } } },
    },
  },
});

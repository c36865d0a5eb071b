// The proof of access/callers/denied-reads.
import { proveAccess } from '../../../kit/prove-access.ts';

proveAccess('denied-reads', {
  faults: {
    'the list is filtered, the read is not': {
      server: { readAny: true },
      access: { matrix: { bob: { deny: [{ resource: 'note://alice/*' }] } } },
      key: 'bob read note://alice/1',
    },
  },
  stillGood: {
    'refused as denied': { access: { matrix: { bob: { deny: [{ resource: 'note://alice/*' }] } } } },
  },
});

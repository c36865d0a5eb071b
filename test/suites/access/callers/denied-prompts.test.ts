// The proof of access/callers/denied-prompts.
import { proveAccess } from '../../../kit/prove-access.ts';

proveAccess('denied-prompts', {
  faults: {
    'a prompt for administrators is open to all': {
      server: { promptUnguarded: true },
      access: { matrix: { alice: { deny: [{ prompt: 'incident' }] } } },
      key: 'alice prompt incident',
    },
  },
  stillGood: {
    'refused as denied': { access: { matrix: { alice: { deny: [{ prompt: 'incident' }] } } } },
  },
});

// The proof of access/callers/ids-own.
import { proveAccess } from '../../../kit/prove-access.ts';

proveAccess('ids-own', {
  faults: {
    'a note is looked up by its id alone': { server: { idAny: true }, key: 'get_note alice to bob' },
    'a template opens the note of anybody': { server: { templateAny: true }, key: 'item://{…} alice to bob' },
  },
  stillGood: {
    'a server that asks who asks': {},
  },
});

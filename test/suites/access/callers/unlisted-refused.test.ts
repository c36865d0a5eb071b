// The proof of access/callers/unlisted-refused.
import { proveAccess } from '../../../kit/prove-access.ts';

proveAccess('unlisted-refused', {
  faults: {
    'a hidden tool is open to whoever names it': { server: { hiddenCallable: true }, key: 'bob call audit_log' },
    'a hidden prompt is open to whoever names it': { server: { promptUnguarded: true }, key: 'bob prompt incident' },
  },
  stillGood: {
    'a server that asks who asks': {},
    'callable though unlisted, as the matrix says': {
      server: { hiddenCallable: true },
      access: { matrix: { alice: { allow: ['audit_log'] }, bob: { allow: ['audit_log'] } } },
    },
  },
});

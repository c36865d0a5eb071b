// The proof of access/callers/scopes-bind.
import { proveAccess, withService } from '../../../kit/prove-access.ts';

proveAccess('scopes-bind', {
  callers: withService,
  faults: {
    'nobody looks at scopes': {
      server: { scopesUnchecked: true },
      access: { scopes: { 'notes:write': ['add_note'] } },
      key: 'service call add_note',
    },
  },
  stillGood: {
    'refused for the missing scope': { access: { scopes: { 'notes:write': ['add_note'] } } },
  },
});

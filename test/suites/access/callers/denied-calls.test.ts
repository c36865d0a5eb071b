// The proof of access/callers/denied-calls.
import { proveAccess } from '../../../kit/prove-access.ts';

proveAccess('denied-calls', {
  faults: {
    'a hidden tool is open to whoever names it': {
      server: { hiddenCallable: true },
      access: { matrix: { bob: { deny: ['audit_*'] } } },
      key: 'bob call audit_log',
    },
    'the short form, beside the caller': {
      server: { hiddenCallable: true },
      callers: (given) => ({ ...given, bob: { ...given['bob'], mayNot: ['audit_log'] } }),
      key: 'bob call audit_log',
    },
    'what no line names, where otherwise is deny': {
      server: { hiddenCallable: true },
      access: { otherwise: 'deny', matrix: { bob: { allow: ['*_note', 'list_notes', 'query', 'report', 'approve'] } } },
      key: 'bob call audit_log',
    },
  },
  stillGood: {
    'refused as denied': { access: { matrix: { bob: { deny: ['audit_log'] } } } },
    'refused by a tool error': { access: { matrix: { bob: { deny: ['add_note', 'audit_log'] } } } },
  },
});

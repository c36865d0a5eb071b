// The proof of access/callers/completions-own.
import { proveAccess } from '../../../kit/prove-access.ts';

proveAccess('completions-own', {
  faults: {
    'ids of everybody are offered to everybody': {
      server: { completionAny: true },
      key: /^item:\/\/\{id\} (?:alice to bob|bob to alice|admin to alice|admin to bob)$/,
    },
  },
  stillGood: {
    'a server that asks who types': {},
  },
});

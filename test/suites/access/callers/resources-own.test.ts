// The proof of access/callers/resources-own.
import { proveAccess } from '../../../kit/prove-access.ts';

proveAccess('resources-own', {
  faults: {
    'the list is filtered, the read is not': { server: { readAny: true }, key: 'bob read note://alice/1' },
  },
  stillGood: {
    'a server that asks who asks': {},
    'readable though unlisted, as the matrix says': {
      expect: 'skip',
      server: { readAny: true },
      access: { matrix: { alice: { allow: [{ resource: '*' }] }, bob: { allow: [{ resource: '*' }] } } },
    },
  },
});

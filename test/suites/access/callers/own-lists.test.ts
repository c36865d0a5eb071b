// The proof of access/callers/own-lists.
import { proveAccess } from '../../../kit/prove-access.ts';

proveAccess('own-lists', {
  revisions: ['2026-07-28'],
  faults: {
    'a list is cached for whoever asks next': {
      server: { listsCached: true },
      key: 'bob',
    },
  },
  stillGood: {
    'a server that asks who asks': {},
  },
});

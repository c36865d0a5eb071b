// The proof of access/callers/sessions-own.
import { proveAccess } from '../../../kit/prove-access.ts';

proveAccess('sessions-own', {
  revisions: ['2025-11-25'],
  faults: {
    'a session is served to whoever knows its id': { server: { sessionAny: true }, key: 'alice to bob' },
    'an event stream is opened to whoever knows the session': {
      server: { streams: 'anyone' },
      key: 'stream alice to bob',
    },
  },
  stillGood: {
    'event streams for the owners of sessions': { server: { streams: 'owner' } },
    'a server that asks who asks': {},
    'two callers that are one person': {
      callers: (given) => ({ alice: { ...given['alice'] }, phone: { ...given['alice'], subject: 'alice' } }),
    },
  },
});

// The proof of load/sessions-kept.
import { proveLoad } from '../../kit/prove-load.ts';

proveLoad('sessions-kept', {
  faults: {
    'sessions refused while in use': { change: (load) => void (load.phases[0].figures.sessions.lost = 2), key: 'lost' },
  },
  stillGood: {
    'sessions that stay': { change: () => undefined },
    'sessions that we ended': { change: (load) => void (load.phases[0].figures.sessions.ended = 4) },
  },
});

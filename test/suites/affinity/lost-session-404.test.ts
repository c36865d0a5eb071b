// The proof of affinity/lost-session-404.
import { proveAffinity } from '../../kit/prove-affinity.ts';

proveAffinity('lost-session-404', {
  options: { revisions: ['2025-11-25'], parts: ['trials'] },
  faults: {
    '400 where a session is not known': { proxy: { route: 'round-robin' }, raw: { unknownSession: 400 }, key: '400' },
    'seen by asking the other replica directly': { raw: { unknownSession: 400 }, key: '400' },
  },
  stillGood: { '404 where a session is not known': { proxy: { route: 'round-robin' }, raw: { unknownSession: 404 } } },
});

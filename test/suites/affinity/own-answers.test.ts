// The proof of affinity/own-answers.
import { proveAffinity } from '../../kit/prove-affinity.ts';

const shared = () => ({ sessions: 'shared', store: new Map() }) as const;

proveAffinity('own-answers', {
  options: { revisions: ['2025-11-25'], parts: ['trials'], calls: 'all' },
  faults: {
    'a gateway that takes the connection for the session': {
      proxy: { fault: { connectionIsSession: true } },
      raw: shared,
      key: 'shared',
    },
    'a server that answers with what another session said': {
      raw: () => ({ ...shared(), faults: { crossEvery: 10, after: 60 } }),
      options: { rounds: 8 },
    },
  },
  stillGood: {
    'notes kept for each session': { raw: shared },
    'sessions in memory, routed': {},
    'sessions lost are not sessions mixed up': { proxy: { route: 'round-robin' } },
  },
});

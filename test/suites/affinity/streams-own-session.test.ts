// The proof of affinity/streams-own-session.
import { proveAffinity } from '../../kit/prove-affinity.ts';

const shared = () => ({ sessions: 'shared', store: new Map() }) as const;

proveAffinity('streams-own-session', {
  options: { revisions: ['2025-11-25'], parts: ['sessions'] },
  faults: {
    'GET held by one replica, POST served by another': {
      proxy: { route: 'round-robin' },
      raw: () => ({ ...shared(), faults: { announces: 'here' } }),
      key: 'missing',
    },
    'announcements to everybody who listens': {
      raw: () => ({ ...shared(), faults: { announces: 'everybody' } }),
      key: 'astray',
    },
  },
  stillGood: {
    'passed between replicas, by session': { proxy: { route: 'round-robin' }, raw: shared },
    'GET and POST routed alike': {},
  },
});

// The proof of affinity/session-facts.
import { proveAffinity } from '../../kit/prove-affinity.ts';

const known = (facts: 'here' | 'shared') => () => ({ sessions: 'shared', store: new Map(), facts }) as const;
const proxy = { route: 'round-robin' } as const;

proveAffinity('session-facts', {
  options: { revisions: ['2025-11-25'], parts: ['sessions'] },
  faults: {
    'a log level kept by the replica that took it': { proxy, raw: known('here'), key: 'level' },
    'a subscription kept by the replica that took it': { proxy, raw: known('here'), key: 'subscription' },
  },
  stillGood: {
    'kept with the session, in a store that all share': { proxy, raw: known('shared') },
    'kept by one replica, and each session routed to its own': { raw: { facts: 'here' } },
  },
});

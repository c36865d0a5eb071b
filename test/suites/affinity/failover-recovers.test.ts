// The proof of affinity/failover-recovers.
import { outage, TIMES } from '../../kit/outage.ts';
import { proveAffinity } from '../../kit/prove-affinity.ts';

proveAffinity('failover-recovers', {
  options: { revisions: ['2025-11-25'], parts: ['failover'], failoverTimes: TIMES },
  faults: {
    'a replica that is back but not ready': {
      proxy: { route: 'by-session', retries: true },
      hooks: outage({ faults: { status503Every: 1 } }),
      key: 'back',
    },
  },
  stillGood: { 'back and ready': { proxy: { route: 'by-session', retries: true }, hooks: outage() } },
});

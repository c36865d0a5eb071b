// The proof of affinity/failover-serves.
import { outage, TIMES } from '../../kit/outage.ts';
import { proveAffinity } from '../../kit/prove-affinity.ts';

proveAffinity('failover-serves', {
  options: { revisions: ['2025-11-25'], parts: ['failover'], failoverTimes: TIMES },
  faults: { 'a balancer that keeps sending to the dead replica': { hooks: outage(), key: 'down' } },
  stillGood: {
    'a balancer that tries the next one': { proxy: { route: 'by-session', retries: true }, hooks: outage() },
  },
});

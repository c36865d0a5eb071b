// The proof of affinity/failover-honest.
import { outage, TIMES } from '../../kit/outage.ts';
import { proveAffinity } from '../../kit/prove-affinity.ts';

const retries = { route: 'by-session', retries: true } as const;

proveAffinity('failover-honest', {
  options: { revisions: ['2025-11-25'], parts: ['failover'], failoverTimes: TIMES },
  faults: {
    '400 to sessions that went down with their replica': {
      proxy: retries,
      raw: { unknownSession: 400 },
      hooks: outage({ unknownSession: 400 }),
      key: 'HTTP 400',
    },
    'a page of HTML with 502': { hooks: outage(), key: 'HTTP 502' },
  },
  stillGood: { '404, so that clients begin again': { proxy: retries, hooks: outage() } },
});

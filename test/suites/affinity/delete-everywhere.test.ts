// The proof of affinity/delete-everywhere.
import { proveAffinity } from '../../kit/prove-affinity.ts';

const shared = () => ({ sessions: 'shared', store: new Map() }) as const;

proveAffinity('delete-everywhere', {
  options: { revisions: ['2025-11-25'], parts: ['sessions'] },
  faults: {
    'DELETE answered with 200 and nothing ended': {
      raw: () => ({ ...shared(), faults: { keepsDeleted: true } }),
      key: 'served',
    },
  },
  stillGood: { 'ended for all': { raw: shared }, 'in memory, routed': {} },
});

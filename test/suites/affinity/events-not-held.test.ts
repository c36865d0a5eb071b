// The proof of affinity/events-not-held.
import { proveAffinity } from '../../kit/prove-affinity.ts';

proveAffinity('events-not-held', {
  options: { revisions: ['2025-11-25'], parts: ['events'] },
  faults: {
    'a proxy that waits for the whole response': {
      proxy: { route: 'by-session', fault: { holds: true } },
      key: 'tools/call',
    },
  },
  stillGood: { 'passed on as they come': {} },
});

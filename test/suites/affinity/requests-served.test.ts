// The proof of affinity/requests-served.
import { proveAffinity } from '../../kit/prove-affinity.ts';

proveAffinity('requests-served', {
  options: { revisions: ['2025-11-25'], parts: ['trials'] },
  faults: {
    'a page of HTML with 503 now and then': { raw: { faults: { status503Every: 15, after: 40 } }, key: /503/ },
  },
  stillGood: {
    'all replicas up': {},
    'a rate limit is no failure': { raw: { faults: { rateLimit: { perSecond: 60 } } } },
    'lost sessions are judged elsewhere': { proxy: { route: 'round-robin' } },
  },
});

// The proof of affinity/one-address.
import { proveAffinity } from '../../kit/prove-affinity.ts';

proveAffinity('one-address', {
  options: { revisions: ['2025-11-25'], parts: ['trials'], sessions: 12 },
  faults: { 'every session on the first replica': { proxy: { route: 'first' }, key: 'one-address' } },
  stillGood: { 'spread and held': {} },
});

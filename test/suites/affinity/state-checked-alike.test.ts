// The proof of affinity/state-checked-alike.
import { goodPair, proveAffinity } from '../../kit/prove-affinity.ts';

proveAffinity('state-checked-alike', {
  options: { revisions: ['2026-07-28'], parts: ['trials'] },
  faults: {
    'one replica does not look at the seal': { proxy: {}, second: { faults: { unsealed: true } }, key: 'altered' },
  },
  stillGood: {
    'all look': { proxy: {} },
    'two entrances to one server': { proxy: {}, replicas: () => goodPair(true) },
  },
});

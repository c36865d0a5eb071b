// The proof of affinity/changes-reach-all.
import { goodPair, proveAffinity } from '../../kit/prove-affinity.ts';

proveAffinity('changes-reach-all', {
  options: { revisions: ['2026-07-28'], parts: ['trials'], calls: 'all' },
  faults: { 'changes told by the replica they happen on': { proxy: {}, replicas: () => goodPair(false), key: 'deaf' } },
  stillGood: { 'two entrances to one server': { proxy: {}, replicas: () => goodPair(true) } },
});

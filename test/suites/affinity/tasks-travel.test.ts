// The proof of affinity/tasks-travel.
import { goodPair, proveAffinity } from '../../kit/prove-affinity.ts';

proveAffinity('tasks-travel', {
  options: { revisions: ['2026-07-28'], parts: ['trials'] },
  faults: { 'tasks in the memory of one replica': { proxy: {}, replicas: () => goodPair(false), key: 'lost' } },
  stillGood: { 'two entrances to one server': { proxy: {}, replicas: () => goodPair(true) } },
});

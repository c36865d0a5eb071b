// The proof of affinity/state-travels.
import { goodPair, proveAffinity } from '../../kit/prove-affinity.ts';

proveAffinity('state-travels', {
  options: { revisions: ['2026-07-28'], parts: ['trials'] },
  faults: {
    'each replica seals with a key of its own': { proxy: {}, second: { mrtrSecret: 'another' }, key: 'refused' },
    'the same, without addresses of replicas': {
      proxy: { route: 'random' },
      second: { mrtrSecret: 'another' },
      options: { hidden: true },
      key: 'refused',
    },
    'good servers that know nothing of each other': { proxy: {}, replicas: () => goodPair(false), key: 'refused' },
  },
  stillGood: {
    'one key for all': { proxy: {} },
    'two entrances to one server': { proxy: {}, replicas: () => goodPair(true) },
  },
});

// The proof of affinity/sessions-hold.
import { goodPair, proveAffinity } from '../../kit/prove-affinity.ts';

proveAffinity('sessions-hold', {
  options: { revisions: ['2025-11-25'], parts: ['trials'] },
  faults: {
    'round robin over sessions in memory': { proxy: { route: 'round-robin' }, key: 'round-robin' },
    'a random replica each time': { proxy: { route: 'random' }, options: { sessions: 24 }, key: 'random' },
    'seen without addresses of replicas': { proxy: {}, options: { hidden: true }, key: 'round-robin' },
  },
  stillGood: {
    'routed by the id learnt from the response': {},
    'sessions in a store that all share': { proxy: {}, raw: () => ({ sessions: 'shared', store: new Map() }) },
    'no sessions at all': { proxy: { route: 'random' }, raw: { sessions: 'none' } },
    'no tools at all': { replicas: () => goodPair(false, { features: { tools: false } }) },
    'no tools at all, 2026-07-28': {
      proxy: {},
      replicas: () => goodPair(true, { features: { tools: false } }),
      options: { revisions: ['2026-07-28'] },
    },
    '2026-07-28 behind round robin': { proxy: {}, options: { revisions: ['2026-07-28'] } },
  },
});

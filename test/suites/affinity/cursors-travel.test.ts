// The proof of affinity/cursors-travel.
import { goodPair, proveAffinity } from '../../kit/prove-affinity.ts';

proveAffinity('cursors-travel', {
  options: { revisions: ['2026-07-28'], parts: ['trials'] },
  faults: {
    'cursors that only their maker takes': { proxy: {}, raw: { pageSize: 2, ownCursors: true }, key: 'cursor' },
    'an offset into lists that differ': {
      proxy: {},
      raw: { pageSize: 2 },
      second: { tools: (tools) => tools.toReversed() },
      key: 'cursor',
    },
  },
  stillGood: {
    'cursors that all understand': { proxy: {}, raw: { pageSize: 2 } },
    'two entrances to one server': { proxy: {}, replicas: () => goodPair(true) },
  },
});

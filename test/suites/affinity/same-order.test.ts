// The proof of affinity/same-order.
import { proveAffinity } from '../../kit/prove-affinity.ts';

proveAffinity('same-order', {
  options: { parts: ['skew'] },
  faults: {
    'the same tools the other way round': { second: { tools: (tools) => tools.toReversed() }, key: 'tools/list' },
  },
  stillGood: { 'the same order': {} },
});

import rule from '../../../../suites/conformance/sampling/refusal-survived.check.ts';
import { prove } from '../../../kit/prove.ts';

/** Drops refusals, so that the call that waits never ends; from 2026-07-28 they do not exist: an answer is left out. */
prove(rule, {
  options: { allow: ['summarise'] },
  faults: {
    'a refusal that nobody waits for': {
      fault: {
        rpc: async (message, next) =>
          message.method === undefined && message.error !== undefined ? undefined : next(),
      },
      revisions: ['2025-11-25'],
    },
  },
});

import rule from '../../../../suites/conformance/caching/no-hints-on-input-required.check.ts';
import { on } from '../../../../fixtures/faults/on.ts';
import { prove } from '../../../kit/prove.ts';
import { calls } from '../circumstances.ts';

prove(rule, {
  ...calls,
  faults: {
    'hints on every result': on('prompts/get', (r) => {
      r.ttlMs = 0;
      r.cacheScope = 'private';
    }),
    'only where a tool asks for input': on('tools/call', (r) => {
      if (r.resultType === 'input_required') r.ttlMs = 1_000;
    }),
  },
});

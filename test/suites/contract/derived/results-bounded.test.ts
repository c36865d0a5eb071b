// The rule against answers that fill a context by themselves.

import { on } from '../../../../fixtures/faults/on.ts';
import rule from '../../../../suites/contract/derived/results-bounded.check.ts';
import { prove } from '../../../kit/prove.ts';
import { PLAIN_CALLS } from '../../conformance/circumstances.ts';

prove(rule, {
  ...PLAIN_CALLS,
  faults: {
    '200 kB of text': on('tools/call', (r) => {
      if (r.isError !== true) r.content = [{ type: 'text', text: 'a long line '.repeat(17_000) }];
    }),
  },
  stillGood: {
    '50 kB of text': on('tools/call', (r) => {
      if (r.isError !== true) r.content = [{ type: 'text', text: 'a'.repeat(50_000) }];
    }),
  },
});

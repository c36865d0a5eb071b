import rule from '../../../../suites/conformance/tools/structured-content-present.check.ts';
import { on } from '../../../../fixtures/faults/on.ts';
import { prove } from '../../../kit/prove.ts';

prove(rule, {
  faults: {
    'text only': on('tools/call', (r) => {
      delete r.structuredContent;
    }),
  },
  stillGood: {
    'a failure without structured content': on('tools/call', (r) => {
      delete r.structuredContent;
      r.isError = true;
    }),
  },
});

import rule from '../../../../suites/conformance/mrtr/marked-by-type.check.ts';
import { on } from '../../../../fixtures/faults/on.ts';
import { prove } from '../../../kit/prove.ts';

prove(rule, {
  options: { allow: ['ask_name', 'review'] },
  faults: {
    'a question marked complete': on('tools/call', (r) => {
      if (r.resultType === 'input_required') r.resultType = 'complete';
    }),
    'nothing to answer': on('tools/call', (r) => {
      if (r.resultType !== 'input_required') return;
      delete r.inputRequests;
      delete r.requestState;
    }),
  },
});

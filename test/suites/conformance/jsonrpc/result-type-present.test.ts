import { on } from '../../../../fixtures/faults/on.ts';
import rule from '../../../../suites/conformance/jsonrpc/result-type-present.check.ts';
import { prove } from '../../../kit/prove.ts';

prove(rule, {
  faults: {
    'none on a list': on('prompts/list', (r) => {
      delete r.resultType;
    }),
    null: on('tools/list', (r) => {
      r.resultType = null;
    }),
  },
  stillGood: {
    'members of its own': on('tools/list', (r) => {
      r.type = 1;
    }),
  },
});

import rule from '../../../../suites/conformance/prompts/list-answered.check.ts';
import { error, instead, on } from '../../../../fixtures/faults/on.ts';
import { prove } from '../../../kit/prove.ts';

prove(rule, {
  faults: {
    'prompts declared, the list refused': instead('prompts/list', () => error(-32601, 'Method not found')),
    'null instead of the list': on('prompts/list', (r) => {
      r.prompts = null;
    }),
  },
});

import rule from '../../../../suites/conformance/mrtr/responses-validated.check.ts';
import { prove } from '../../../kit/prove.ts';

prove(rule, {
  options: { allow: ['ask_name'] },
  faults: { 'taken without checks': { fault: { settings: { checkAnswers: false } } } },
});

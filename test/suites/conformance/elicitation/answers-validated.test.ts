import rule from '../../../../suites/conformance/elicitation/answers-validated.check.ts';
import { prove } from '../../../kit/prove.ts';

prove(rule, {
  options: { allow: ['ask_name'] },
  faults: { 'content used unchecked': { fault: { settings: { checkAnswers: false } } } },
});

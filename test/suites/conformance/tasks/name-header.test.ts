import rule from '../../../../suites/conformance/tasks/name-header.check.ts';
import { prove } from '../../../kit/prove.ts';

prove(rule, {
  options: { allow: ['build_report'] },
  faults: {
    'the header not looked at': { fault: { settings: { headerProblem: () => undefined } } },
  },
});

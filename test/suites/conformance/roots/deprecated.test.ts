import rule from '../../../../suites/conformance/roots/deprecated.check.ts';
import { prove, where } from '../../../kit/prove.ts';

prove(rule, {
  features: { prompts: false, tasks: false },
  server: { onlyTools: ['ask_name'] },
  faults: {
    'roots used': where({}, { server: { onlyTools: ['ask_name', 'show_roots'] } }),
  },
});

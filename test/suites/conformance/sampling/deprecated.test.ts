import rule from '../../../../suites/conformance/sampling/deprecated.check.ts';
import { prove, where } from '../../../kit/prove.ts';

prove(rule, {
  features: { prompts: false, tasks: false },
  server: { onlyTools: ['ask_name'] },
  faults: {
    'sampling used': where({}, { server: { onlyTools: ['ask_name', 'summarise'] } }),
  },
});

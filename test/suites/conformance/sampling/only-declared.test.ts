import rule from '../../../../suites/conformance/sampling/only-declared.check.ts';
import { prove } from '../../../kit/prove.ts';

prove(rule, {
  options: { allow: ['ask_name', 'summarise', 'show_roots'] },
  faults: {
    'asked whatever the client declared': { fault: { settings: { checkCapabilities: false } } },
  },
});

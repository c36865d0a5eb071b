import rule from '../../../../suites/conformance/elicitation/mode-declared.check.ts';
import { prove } from '../../../kit/prove.ts';

prove(rule, {
  options: { allow: ['ask_name', 'open_page'] },
  faults: {
    'a page for a client that declared nothing but forms': { fault: { settings: { checkCapabilities: false } } },
  },
});

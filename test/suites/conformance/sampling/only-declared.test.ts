import rule from '../../../../suites/conformance/sampling/only-declared.check.ts';
import { prove } from '../../../kit/prove.ts';

prove(rule, {
  options: { allow: ['ask_name', 'summarise', 'show_roots'] },
  faults: {
    // Before 2025-06-18 the independent bank proves it (lifecycle.only-negotiated-capabilities-should).
    'asked whatever the client declared': {
      fault: { settings: { checkCapabilities: false } },
      revisions: ['2025-06-18', '2025-11-25', '2026-07-28'],
    },
  },
});

import rule from '../../../../suites/conformance/lifecycle/exit-on-sigterm.check.ts';
import { prove } from '../../../kit/prove.ts';

prove(rule, {
  faults: { 'SIGTERM is ignored': { settings: { exitOnSigterm: false } } },
});

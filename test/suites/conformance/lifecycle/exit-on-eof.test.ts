import rule from '../../../../suites/conformance/lifecycle/exit-on-eof.check.ts';
import { prove } from '../../../kit/prove.ts';

prove(rule, {
  faults: { 'the end of input is ignored': { settings: { exitOnEof: false } } },
});

import rule from '../../../../suites/conformance/lifecycle/initialize-first.check.ts';
import { prove } from '../../../kit/prove.ts';

prove(rule, {
  transports: ['stdio'],
  faults: { 'lists are served at once': { settings: { initializeFirst: false } } },
});

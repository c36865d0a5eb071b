import { on } from '../../../../fixtures/faults/on.ts';
import rule from '../../../../suites/conformance/schema/initialize-result.check.ts';
import { prove } from '../../../kit/prove.ts';

prove(rule, {
  faults: {
    'capabilities as a list': on('initialize', (r) => {
      r.capabilities = [];
    }),
    'instructions as a number': on('initialize', (r) => {
      r.instructions = 7;
    }),
    'serverInfo as text': on('initialize', (r) => {
      r.serverInfo = 'good 1.0';
    }),
  },
  stillGood: {
    'members of its own': on('initialize', (r) => {
      r.extra = 1;
      r._meta = { a: 1 };
    }),
  },
});

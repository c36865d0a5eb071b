import rule from '../../../../suites/conformance/tools/list-answered.check.ts';
import { error, instead, on } from '../../../../fixtures/faults/on.ts';
import { prove } from '../../../kit/prove.ts';

prove(rule, {
  faults: {
    'tools declared, the list refused': instead('tools/list', () => error(-32601, 'Method not found')),
    'an object instead of the list': on('tools/list', (r) => {
      r.tools = {};
    }),
  },
  stillGood: {
    'an empty list': on('tools/list', (r) => {
      r.tools = [];
      delete r.nextCursor;
    }),
  },
});

import rule from '../../../../suites/conformance/resources/list-answered.check.ts';
import { error, instead, on } from '../../../../fixtures/faults/on.ts';
import { prove } from '../../../kit/prove.ts';

prove(rule, {
  faults: {
    'the list refused because only templates exist': instead('resources/list', () => error(-32601, 'Method not found')),
    'the list under another name': on('resources/list', (r) => {
      r.items = r.resources;
      delete r.resources;
    }),
  },
  stillGood: {
    'templates refused': instead('resources/templates/list', () => error(-32601, 'Method not found')),
  },
});

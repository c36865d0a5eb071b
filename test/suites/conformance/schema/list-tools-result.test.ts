import { on } from '../../../../fixtures/faults/on.ts';
import rule from '../../../../suites/conformance/schema/list-tools-result.check.ts';
import { prove } from '../../../kit/prove.ts';

prove(rule, {
  faults: {
    'no array': on('tools/list', (r) => {
      r.tools = { first: r.tools[0] };
    }),
    'null as nextCursor': on('tools/list', (r) => {
      if (r.nextCursor === undefined) r.nextCursor = null;
    }),
    'another name for the array': on('tools/list', (r) => {
      r.items = r.tools;
      delete r.tools;
    }),
  },
  stillGood: {
    'members of its own': on('tools/list', (r) => {
      r.extra = null;
      r.tools[0].extra = null;
    }),
    'an empty list': on('tools/list', (r) => {
      r.tools = [];
      delete r.nextCursor;
    }),
  },
});

import { on } from '../../../../fixtures/faults/on.ts';
import rule from '../../../../suites/conformance/schema/list-resources-result.check.ts';
import { prove } from '../../../kit/prove.ts';

prove(rule, {
  faults: {
    'no array': on('resources/list', (r) => {
      r.resources = { first: r.resources[0] };
    }),
    'null as nextCursor': on('resources/list', (r) => {
      if (r.nextCursor === undefined) r.nextCursor = null;
    }),
    'another name for the array': on('resources/list', (r) => {
      r.items = r.resources;
      delete r.resources;
    }),
    'an entry without uri': on('resources/list', (r) => {
      delete r.resources[0].uri;
    }),
    'null as description': on('resources/list', (r) => {
      r.resources.at(-1).description = null;
    }),
    'size as text': on('resources/list', (r) => {
      r.resources[0].size = '12';
    }),
    'a fraction as size': on('resources/list', (r) => {
      r.resources[0].size = 1.5;
    }),
  },
  stillGood: {
    'members of its own': on('resources/list', (r) => {
      r.extra = null;
      r.resources[0].extra = null;
    }),
    'an empty list': on('resources/list', (r) => {
      r.resources = [];
      delete r.nextCursor;
    }),
  },
});

import { on } from '../../../../fixtures/faults/on.ts';
import rule from '../../../../suites/conformance/schema/list-resource-templates-result.check.ts';
import { prove } from '../../../kit/prove.ts';

prove(rule, {
  faults: {
    'no array': on('resources/templates/list', (r) => {
      r.resourceTemplates = { first: r.resourceTemplates[0] };
    }),
    'null as nextCursor': on('resources/templates/list', (r) => {
      if (r.nextCursor === undefined) r.nextCursor = null;
    }),
    'another name for the array': on('resources/templates/list', (r) => {
      r.items = r.resourceTemplates;
      delete r.resourceTemplates;
    }),
    'an entry without uriTemplate': on('resources/templates/list', (r) => {
      delete r.resourceTemplates[0].uriTemplate;
    }),
    'null as description': on('resources/templates/list', (r) => {
      r.resourceTemplates.at(-1).description = null;
    }),
  },
  stillGood: {
    'members of its own': on('resources/templates/list', (r) => {
      r.extra = null;
      r.resourceTemplates[0].extra = null;
    }),
    'an empty list': on('resources/templates/list', (r) => {
      r.resourceTemplates = [];
      delete r.nextCursor;
    }),
  },
});

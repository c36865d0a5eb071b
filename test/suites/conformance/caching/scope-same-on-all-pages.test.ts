import rule from '../../../../suites/conformance/caching/scope-same-on-all-pages.check.ts';
import { on } from '../../../../fixtures/faults/on.ts';
import { prove, where } from '../../../kit/prove.ts';

prove(rule, {
  faults: {
    'private on the last page only': on('tools/list', (r) => {
      if (r.nextCursor === undefined) r.cacheScope = 'private';
    }),
    'public on the first page only': on('prompts/list', (r, { params }) => {
      r.cacheScope = params.cursor === undefined ? 'public' : 'private';
    }),
  },
  stillGood: {
    'private on every page': on('tools/list', (r) => {
      r.cacheScope = 'private';
    }),
    'one page': where({}, { server: { pageSize: 1_000 } }),
  },
});

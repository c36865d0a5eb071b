import rule from '../../../../suites/conformance/tools/name-unique.check.ts';
import { on } from '../../../../fixtures/faults/on.ts';
import { prove } from '../../../kit/prove.ts';

prove(rule, {
  faults: {
    'the same name twice on one page, with different schemas': on('tools/list', (r) => {
      r.tools.push({ ...r.tools[0], inputSchema: { type: 'object', properties: { other: { type: 'string' } } } });
    }),
    'the name of the first page again on the last': on('tools/list', (r) => {
      if (r.nextCursor === undefined) r.tools.push({ name: 'echo', inputSchema: { type: 'object' } });
    }),
  },
  stillGood: {
    'names that differ by case': on('tools/list', (r) => {
      r.tools.push({ ...r.tools[0], name: String(r.tools[0].name).toUpperCase() });
    }),
    'no tools at all': on('tools/list', () => ({ tools: [] })),
  },
});

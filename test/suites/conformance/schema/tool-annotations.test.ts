import { on } from '../../../../fixtures/faults/on.ts';
import rule from '../../../../suites/conformance/schema/tool-annotations.check.ts';
import { prove } from '../../../kit/prove.ts';

prove(rule, {
  faults: {
    'a hint as text': on('tools/list', (r) => {
      r.tools[0].annotations = { readOnlyHint: 'true' };
    }),
    'null as a hint': on('tools/list', (r) => {
      r.tools[0].annotations = { openWorldHint: null };
    }),
    'a number as title': on('tools/list', (r) => {
      r.tools[0].annotations = { title: 1 };
    }),
  },
  stillGood: {
    'hints of its own': on('tools/list', (r) => {
      r.tools[0].annotations = { ...r.tools[0].annotations, vendorHint: 'x' };
    }),
  },
});

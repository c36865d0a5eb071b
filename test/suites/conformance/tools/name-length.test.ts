import rule from '../../../../suites/conformance/tools/name-length.check.ts';
import { on } from '../../../../fixtures/faults/on.ts';
import { prove } from '../../../kit/prove.ts';

prove(rule, {
  faults: {
    'a name of 129 characters': on('tools/list', (r) => {
      if (r.tools.length > 0) r.tools[0].name = 'x'.repeat(129);
    }),
    'an empty name on the last page': on('tools/list', (r) => {
      if (r.nextCursor === undefined) r.tools.at(-1).name = '';
    }),
  },
  stillGood: {
    'a name of 128 characters': on('tools/list', (r) => {
      r.tools[0].name = 'x'.repeat(128);
    }),
    'a name of one character': on('tools/list', (r) => {
      r.tools[0].name = 'x';
    }),
  },
});

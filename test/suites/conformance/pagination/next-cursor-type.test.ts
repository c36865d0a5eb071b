import rule from '../../../../suites/conformance/pagination/next-cursor-type.check.ts';
import { on } from '../../../../fixtures/faults/on.ts';
import { prove } from '../../../kit/prove.ts';

prove(rule, {
  faults: {
    'null on the last page': on('tools/list', (r) => {
      r.nextCursor ??= null;
    }),
    'a number': on('resources/templates/list', (r) => {
      r.nextCursor = 2;
    }),
  },
  stillGood: {
    'an empty text': on('prompts/list', (r) => {
      if (r.nextCursor === undefined) return;
      r.nextCursor = '';
    }),
  },
});

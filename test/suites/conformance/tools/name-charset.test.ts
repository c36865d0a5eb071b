import rule from '../../../../suites/conformance/tools/name-charset.check.ts';
import { on } from '../../../../fixtures/faults/on.ts';
import { prove } from '../../../kit/prove.ts';

prove(rule, {
  faults: {
    'a space in a tool name': on('tools/list', (r) => {
      r.tools[0].name = 'get weather';
    }),
    'a slash, on the last page alone': on('tools/list', (r) => {
      if (r.nextCursor === undefined) r.tools.at(-1).name = 'ns/search';
    }),
    'a letter outside ASCII': on('tools/list', (r) => {
      r.tools[0].name = 'éch';
    }),
    'a line break at the end': on('tools/list', (r) => {
      r.tools[0].name = 'echo\n';
    }),
  },
  stillGood: {
    'every sign that is allowed': on('tools/list', (r) => {
      r.tools[0].name = 'admin.Tools_list-v2.0';
    }),
  },
});

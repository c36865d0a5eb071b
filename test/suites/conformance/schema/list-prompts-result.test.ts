import { on } from '../../../../fixtures/faults/on.ts';
import rule from '../../../../suites/conformance/schema/list-prompts-result.check.ts';
import { prove } from '../../../kit/prove.ts';

prove(rule, {
  faults: {
    'no array': on('prompts/list', (r) => {
      r.prompts = { first: r.prompts[0] };
    }),
    'null as nextCursor': on('prompts/list', (r) => {
      if (r.nextCursor === undefined) r.nextCursor = null;
    }),
    'another name for the array': on('prompts/list', (r) => {
      r.items = r.prompts;
      delete r.prompts;
    }),
    'an entry without name': on('prompts/list', (r) => {
      delete r.prompts[0].name;
    }),
    'null as description': on('prompts/list', (r) => {
      r.prompts.at(-1).description = null;
    }),
    'required as text': on('prompts/list', (r) => {
      for (const p of r.prompts) p.arguments = [{ name: 'a', required: 'true' }];
    }),
    'arguments as an object': on('prompts/list', (r) => {
      r.prompts[0].arguments = { a: {} };
    }),
  },
  stillGood: {
    'members of its own': on('prompts/list', (r) => {
      r.extra = null;
      r.prompts[0].extra = null;
    }),
    'an empty list': on('prompts/list', (r) => {
      r.prompts = [];
      delete r.nextCursor;
    }),
  },
});

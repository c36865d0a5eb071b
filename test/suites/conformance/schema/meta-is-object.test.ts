import { on } from '../../../../fixtures/faults/on.ts';
import rule from '../../../../suites/conformance/schema/meta-is-object.check.ts';
import { prove, where } from '../../../kit/prove.ts';

prove(rule, {
  faults: {
    null: on('tools/list', (r) => {
      r._meta = null;
    }),
    'a list': on('prompts/list', (r) => {
      r._meta = ['a'];
    }),
    'text, on a tool': where(
      on('tools/list', (r) => {
        r.tools[0]._meta = 'a';
      }),
      { revisions: ['2025-06-18', '2025-11-25', '2026-07-28'] },
    ),
  },
  stillGood: {
    'an object': on('tools/list', (r) => {
      r._meta = { ...r._meta, a: null };
    }),
    '_meta inside a schema, which is no _meta': on('tools/list', (r) => {
      r.tools[0].inputSchema.properties = { ...r.tools[0].inputSchema.properties, _meta: {} };
      r.tools[0].inputSchema._meta = 7;
    }),
  },
});

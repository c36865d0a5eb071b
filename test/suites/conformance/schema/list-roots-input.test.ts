import { on, type Loose } from '../../../../fixtures/faults/on.ts';
import rule from '../../../../suites/conformance/schema/list-roots-input.check.ts';
import { prove } from '../../../kit/prove.ts';

const asking = (change: (one: Loose) => void) =>
  on('tools/call', (r) => {
    for (const one of Object.values<Loose>(r.inputRequests ?? {})) if (one.method === 'roots/list') change(one);
  });

prove(rule, {
  options: { allow: ['show_roots'] },
  faults: {
    'a list as params': asking((one) => {
      one.params = [];
    }),
    'text as _meta': asking((one) => {
      one.params = { _meta: [] };
    }),
  },
  stillGood: {
    'no params': asking((one) => {
      delete one.params;
    }),
  },
});

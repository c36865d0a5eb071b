import { on } from '../../../../fixtures/faults/on.ts';
import rule from '../../../../suites/conformance/schema/complete-result.check.ts';
import { prove } from '../../../kit/prove.ts';

prove(rule, {
  faults: {
    'values at the top': on('completion/complete', (r) => {
      r.values = r.completion.values;
      delete r.completion;
    }),
    'values of objects': on('completion/complete', (r) => {
      r.completion.values = [{ value: 'a' }];
    }),
    'total as text': on('completion/complete', (r) => {
      r.completion.total = '3';
    }),
    'hasMore as text': on('completion/complete', (r) => {
      r.completion.hasMore = 'no';
    }),
  },
  stillGood: {
    'no values': on('completion/complete', (r) => {
      r.completion = { values: [] };
    }),
    'more values than allowed, which another rule judges': on('completion/complete', (r) => {
      r.completion.values = Array.from({ length: 101 }, (_, i) => `v${i}`);
    }),
  },
});

import rule from '../../../../suites/conformance/logging/set-level-empty-result.check.ts';
import { on } from '../../../../fixtures/faults/on.ts';
import { prove } from '../../../kit/prove.ts';

prove(rule, {
  faults: {
    'the level in the result': on('logging/setLevel', (r, { params }) => {
      r.level = params.level;
    }),
    'something for one level alone': on('logging/setLevel', (r, { params }) => {
      if (params.level === 'notice') r.ok = true;
    }),
  },
  stillGood: {
    _meta: on('logging/setLevel', (r) => {
      r._meta = { 'example.com/x': 1 };
    }),
  },
});

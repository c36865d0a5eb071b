import { on } from '../../../../fixtures/faults/on.ts';
import rule from '../../../../suites/conformance/schema/meta-key-format.check.ts';
import { prove } from '../../../kit/prove.ts';

const keyed = (key: string) =>
  on('tools/list', (r) => {
    r._meta = { ...r._meta, [key]: 1 };
  });

prove(rule, {
  faults: {
    '-trace id': keyed('-trace id'),
    '2x/name': keyed('2x/name'),
    'com.example-/name': keyed('com.example-/name'),
    'com.example/-name': keyed('com.example/-name'),
    'a_b/c': keyed('a_b/c'),
  },
  stillGood: {
    'com.example/': keyed('com.example/'),
    traceparent: keyed('traceparent'),
    'com.example/a/b': keyed('com.example/a/b'),
    'a.b-c/d:e': keyed('a.b-c/d:e'),
    x: keyed('x'),
  },
});

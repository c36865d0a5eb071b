import { on } from '../../../../fixtures/faults/on.ts';
import rule from '../../../../suites/conformance/schema/empty-results.check.ts';
import { prove } from '../../../kit/prove.ts';
import { calls } from '../circumstances.ts';

prove(rule, {
  ...calls,
  faults: {
    'a word of success': on('logging/setLevel', () => ({ success: true })),
  },
  stillGood: { 'with _meta': on('logging/setLevel', () => ({ _meta: { a: 1 } })) },
});

import rule from '../../../../suites/conformance/sse/priming-event.check.ts';
import { prove, where } from '../../../kit/prove.ts';

prove(rule, {
  faults: { 'the response comes first': { settings: { priming: () => false } } },
  stillGood: { 'JSON answers only': where({}, { features: { answers: 'json' } }) },
});

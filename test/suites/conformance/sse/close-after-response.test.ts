import rule from '../../../../suites/conformance/sse/close-after-response.check.ts';
import { prove, where } from '../../../kit/prove.ts';

prove(rule, {
  faults: { 'streams stay open': { settings: { closeAfterResponse: false } } },
  stillGood: { 'JSON answers only': where({}, { features: { answers: 'json' } }) },
});

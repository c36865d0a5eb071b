import rule from '../../../../suites/conformance/http/accel-buffering.check.ts';
import { prove, where } from '../../../kit/prove.ts';

prove(rule, {
  faults: { 'no such header': { settings: { accelBuffering: false } } },
  stillGood: {
    'JSON answers only': where({}, { features: { answers: 'json', listChanged: false, subscribe: false } }),
  },
});

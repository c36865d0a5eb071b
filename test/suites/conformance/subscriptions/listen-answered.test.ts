import rule from '../../../../suites/conformance/subscriptions/listen-answered.check.ts';
import { instead, error } from '../../../../fixtures/faults/on.ts';
import { prove } from '../../../kit/prove.ts';

prove(rule, {
  faults: { 'not implemented': instead('subscriptions/listen', () => error(-32601, 'Method not found')) },
});

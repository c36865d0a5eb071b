import rule from '../../../../suites/conformance/subscriptions/listen-as-stream.check.ts';
import { instead, result } from '../../../../fixtures/faults/on.ts';
import { prove } from '../../../kit/prove.ts';

prove(rule, {
  faults: {
    'an immediate JSON result': {
      fault: instead('subscriptions/listen', (_, ctx) => result({}, ctx)),
      features: { answers: 'json' },
    },
  },
});

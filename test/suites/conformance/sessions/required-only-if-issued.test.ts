import rule from '../../../../suites/conformance/sessions/required-only-if-issued.check.ts';
import { prove, where } from '../../../kit/prove.ts';

prove(rule, {
  features: { sessions: false },
  faults: {
    'an id is demanded that was not told': where(
      { settings: { tellSessionId: false } },
      { features: { sessions: true } },
    ),
  },
  stillGood: { 'session ids': where({}, { features: { sessions: true } }) },
});

import rule from '../../../../suites/conformance/sessions/id-unique.check.ts';
import { prove, where } from '../../../kit/prove.ts';

prove(rule, {
  faults: {
    'ids made of the name of the client': { settings: { newSessionId: () => 'assay-0f3a9c7de5b14b22a6' } },
  },
  stillGood: { 'no session ids': where({}, { features: { sessions: false } }) },
});

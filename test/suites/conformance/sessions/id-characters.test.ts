import { randomUUID } from 'node:crypto';
import rule from '../../../../suites/conformance/sessions/id-characters.check.ts';
import { prove, where } from '../../../kit/prove.ts';

prove(rule, {
  faults: {
    'a space in the id': { settings: { newSessionId: () => `session ${randomUUID()}` } },
  },
  stillGood: {
    'every visible character': { settings: { newSessionId: () => `!"#$%&'()*+,-./:;<=>?@[]^_{|}~${randomUUID()}` } },
    'no session ids': where({}, { features: { sessions: false } }),
  },
});

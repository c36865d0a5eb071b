import { randomBytes, randomUUID } from 'node:crypto';
import rule from '../../../../suites/conformance/sessions/id-unpredictable.check.ts';
import { prove, where } from '../../../kit/prove.ts';

let serial = 1000;
const count = (prefix: string) => (): string => `${prefix}${(serial += 1)}`;

prove(rule, {
  faults: {
    'a counter': { settings: { newSessionId: count('session-0000000000000000') } },
    'a bare counter': { settings: { newSessionId: count('') } },
    'a hexadecimal counter': {
      settings: { newSessionId: () => `5f3a9c7de5b14b22a6d0c1e2${(serial += 7).toString(16).padStart(8, '0')}` },
    },
    'short random ids': { settings: { newSessionId: () => randomUUID().slice(0, 8) } },
  },
  stillGood: {
    'hexadecimal ids': { settings: { newSessionId: () => randomBytes(16).toString('hex') } },
    'random ids behind a prefix': {
      settings: { newSessionId: () => `srv-a:${randomBytes(24).toString('base64url')}` },
    },
    'ids in order of time with enough chance': {
      settings: { newSessionId: () => `${(serial += 1).toString(16).padStart(12, '0')}-${randomUUID()}` },
    },
    'no session ids': where({}, { features: { sessions: false } }),
  },
});

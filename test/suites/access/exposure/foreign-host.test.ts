import rule from '../../../../suites/access/exposure/foreign-host.check.ts';
import { prove, where } from '../../../kit/prove.ts';
import { GUARDED } from '../../conformance/guarded.ts';

const anyHost = { settings: { hostAllowed: () => true } };

prove(rule, {
  faults: {
    'any Host': anyHost,
    'any Host, with credentials': where(anyHost, GUARDED),
  },
  stillGood: { 'Host is checked behind credentials': where({}, GUARDED) },
});

import rule from '../../../../suites/conformance/ping/while-busy.check.ts';
import { prove, where } from '../../../kit/prove.ts';
import { calls } from '../circumstances.ts';

prove(rule, {
  ...calls,
  faults: {
    'one message after the other': where(
      { settings: { serial: true } },
      { revisions: ['2025-11-25'], transports: ['stdio'], server: { onlyTools: ['wait'] } },
    ),
  },
  stillGood: { 'no call that takes long': where({}, { options: { calls: 'none', allow: [] } }) },
});

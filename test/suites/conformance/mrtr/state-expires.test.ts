import rule from '../../../../suites/conformance/mrtr/state-expires.check.ts';
import { prove, where } from '../../../kit/prove.ts';

const lifetime = (stateLifetime: number) => ({ base: { settings: { stateLifetime } } });

prove(rule, {
  ...lifetime(1_000),
  options: {
    known: [
      {
        property: 'expiring-state',
        method: 'tools/call',
        params: { name: 'ask_name', arguments: {}, _meta: { seconds: 1 } },
      },
    ],
  },
  faults: { 'good for ever': where({}, lifetime(600_000)) },
});

import { combine, on, type Loose } from '../../../../fixtures/faults/on.ts';
import rule from '../../../../suites/conformance/schema/server-capabilities.check.ts';
import { prove } from '../../../kit/prove.ts';

const both = (change: (capabilities: Loose) => void) =>
  combine(
    on('initialize', (r) => change(r.capabilities)),
    on('server/discover', (r) => change(r.capabilities)),
  );

prove(rule, {
  faults: {
    'true for logging': both((capabilities) => {
      capabilities.logging = true;
    }),
    'text for subscribe': both((capabilities) => {
      capabilities.resources.subscribe = 'yes';
    }),
    'null for prompts': both((capabilities) => {
      capabilities.prompts = null;
    }),
  },
  stillGood: {
    'a capability of its own': both((capabilities) => {
      capabilities.vendor = true;
    }),
  },
});

import rule from '../../../../suites/conformance/mrtr/state-tampering.check.ts';
import type { Behaviour } from '../../../../fixtures/good/behaviour.ts';
import type { Json } from '../../../../fixtures/good/protocol.ts';
import { prove } from '../../../kit/prove.ts';

/** Whatever comes is taken for the state that was given out last. */
const unverified = (): Partial<Behaviour> => {
  let last: Json;
  return {
    closeState: (seal, state) => {
      last = state;
      return seal.close('state', state);
    },
    openState: () => last,
  };
};

prove(rule, {
  options: { allow: ['review'] },
  faults: { 'no verification': { fault: { settings: unverified() } } },
});

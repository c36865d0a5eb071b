// A person may refuse, and a client may lack a model: both are ordinary outcomes.

import { dialogues } from '../../artifacts/dialogues.ts';
import { check } from '../../kernel/check.ts';
import { at, ending, judgeEach, refusedOutside } from '../../kernel/look.ts';
import { ALL } from '../../kernel/revision.ts';

export default check({
  title: 'A refused sampling request brings the call to an end',
  level: 'should',
  revisions: ALL,
  requirements: ['sampling.survives-rejection'],
  why: 'A call that waits for ever after a refusal blocks the client that refused.',
  fix: 'Treat an error to sampling/createMessage as a normal outcome: end the call with isError or without the sampled text.',
  touch: 'probing',
  enabledBy: { known: 'samples' },
  needs: { dialogues },
  judge: ({ dialogues: played }) =>
    judgeEach(
      ['refused by the user', 'not supported'].flatMap((variant) => played.of('sampling', variant)),
      ({ end, alive, variant, call }) => {
        const key = `${variant} ${call}`;
        if (refusedOutside(end)) return undefined;
        if (end.outcome === 'timeout' || end.outcome === 'closed')
          return {
            at: [at(end)],
            got: `${variant}: ${ending(end)}`,
            want: 'the call to end, with a result or an error',
            key,
          };
        if (alive !== undefined && (alive.outcome === 'timeout' || alive.outcome === 'closed'))
          return {
            at: [at(alive), at(end)],
            got: `after ${variant}: ${ending(alive)}`,
            want: 'a session that goes on',
            key,
          };
        return undefined;
      },
      'no call asked for sampling',
    ),
});

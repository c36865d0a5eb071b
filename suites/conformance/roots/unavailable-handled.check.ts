// Folders vanish, and clients give none at all.

import { dialogues } from '../../artifacts/dialogues.ts';
import { check } from '../../kernel/check.ts';
import { at, ending, judgeEach, refusedOutside } from '../../kernel/look.ts';
import { ALL } from '../../kernel/revision.ts';

export default check({
  title: 'Missing roots are survived',
  level: 'should',
  revisions: ALL,
  requirements: ['roots.unavailable-handled'],
  why: 'A root can be deleted while the session goes on; a crash there takes all other work along.',
  fix: 'Handle an empty list, a folder that does not exist and an error as ordinary outcomes.',
  touch: 'probing',
  enabledBy: { known: 'lists-roots' },
  needs: { dialogues },
  judge: ({ dialogues: played }) =>
    judgeEach(
      played.of('roots'),
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
      'no call asked for roots',
    ),
});

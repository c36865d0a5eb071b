// Folders vanish, and clients give none at all.

import { dialogues } from '../../artifacts/dialogues.ts';
import { check } from '../../kernel/check.ts';
import { at, ending, errorOf, judgeEach, member, refusedOutside, resultOf } from '../../kernel/look.ts';
import type { Exchange } from '../../kernel/recording.ts';
import { ALL } from '../../kernel/revision.ts';

/** What runtimes say where something is not there. */
const THROWN =
  /cannot read propert|is (?:undefined|not a function)|index out of (?:range|bounds)|TypeError|NoneType|IndexError|nil pointer|NullReference/iu;

/** The call came to an end by an exception: an internal error, or its own words in a tool error. */
function threw(end: Exchange): boolean {
  const error = errorOf(end);
  if (error !== undefined) return error.code === -32603 || THROWN.test(String(error.message));
  const result = resultOf(end);
  const content = result?.['isError'] === true ? result['content'] : undefined;
  return (Array.isArray(content) ? (content as readonly unknown[]) : []).some((block) =>
    THROWN.test(String(member(block, 'text') ?? '')),
  );
}

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
        // A refusal is passed on as the error it was; a list of roots is what was asked for, whatever is in it.
        if (variant !== 'not supported' && threw(end))
          return { at: [at(end)], got: `${variant}: ${ending(end)}`, want: 'a result, or an error that says why', key };
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

// What a model of somebody else returns is input like any other.

import { dialogues } from '../../artifacts/dialogues.ts';
import { check } from '../../kernel/check.ts';
import { at, ending, errorOf, isObject, judgeEach, member, refusedOutside, resultOf } from '../../kernel/look.ts';
import type { Exchange, JsonObject } from '../../kernel/recording.ts';

/** What runtimes say where something is not there. */
const THROWN =
  /cannot read propert|is (?:undefined|not a function)|TypeError|NoneType|KeyError|nil pointer|NullReference/iu;

/** A successful text that shows that a member was read which is not there. */
function undefinedIn(result: JsonObject | undefined): boolean {
  const content = result?.['isError'] === true ? undefined : result?.['content'];
  return (Array.isArray(content) ? (content as readonly unknown[]) : []).some((block) =>
    /\b(?:undefined|\[object Object\])/u.test(String(member(block, 'text') ?? '')),
  );
}
import { ALL } from '../../kernel/revision.ts';

/** What a round asks is asked of the model alone: a call that has other answers too may do without this one. */
function asksNothingElse(exchange: Exchange): boolean {
  const asked = member(resultOf(exchange), 'inputRequests');
  const methods = Object.values(isObject(asked) ? asked : {}).map((request) => member(request, 'method'));
  return methods.every((method) => method === 'sampling/createMessage');
}

export default check({
  title: 'Malformed sampling results are survived, and not taken as text',
  level: 'should',
  revisions: ALL,
  requirements: ['sampling.content-validated'],
  why: 'An unchecked role or content type crashes the handler, or reaches the result as "undefined".',
  fix: 'Check role and content type of the sampled message; end the call with an error otherwise.',
  touch: 'probing',
  enabledBy: { known: 'samples' },
  needs: { dialogues },
  judge: ({ dialogues: played }, { recording }) =>
    judgeEach(
      ['no content', 'content of an unknown type', 'role system'].flatMap((variant) => played.of('sampling', variant)),
      ({ end, alive, variant, call, rounds }) => {
        const key = `${variant} ${call}`;
        if (refusedOutside(end)) return undefined;
        if (end.outcome === 'timeout' || end.outcome === 'closed')
          return { at: [at(end)], got: `${variant}: ${ending(end)}`, want: 'an error, or the question again', key };
        // An exception that was caught, in its own words; a handler that looked says something else.
        if (THROWN.test(String(errorOf(end)?.message ?? '')))
          return {
            at: [at(end, 'error')],
            got: `${variant}: ${ending(end)}`,
            want: 'a refusal of what was sampled',
            key,
          };
        if (alive !== undefined && (alive.outcome === 'timeout' || alive.outcome === 'closed'))
          return {
            at: [at(alive), at(end)],
            got: `after ${variant}: ${ending(alive)}`,
            want: 'a session that goes on',
            key,
          };
        // From 2026-07-28 nothing stands between the model and the handler that would refuse this for it.
        const result = resultOf(end);
        const complete = result?.['resultType'] === 'complete' && result['isError'] !== true;
        if (variant === 'role system' && recording.era === 'per-request' && complete && rounds.every(asksNothingElse))
          return {
            at: [at(end, 'result')],
            got: `${variant}, content 5: a complete result`,
            want: 'an error, or the question again',
            key,
          };
        const shown = undefinedIn(resultOf(end));
        return shown
          ? {
              at: [at(end, 'result')],
              got: `${variant}: "undefined" in the result`,
              want: 'an error, or the question again',
              key,
            }
          : undefined;
      },
      'no call asked for sampling',
    ),
});

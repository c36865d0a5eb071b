// Each demand of an inputSchema, broken alone: bounds, lists, patterns and counts as well as types and required members.

import { succeeded, textOf } from '../../generation/calls.ts';
import { check } from '../../kernel/check.ts';
import { at, brief, judgeEach } from '../../kernel/look.ts';
import { ALL } from '../../kernel/revision.ts';
import { derivedCalls, oncePerKey } from '../derived-calls.ts';

/** Success that reads like a refusal: the check was made, the flag is missing, which another rule says. */
const REFUSES =
  /\b(?:error|invalid|required|must|failed|unknown|unsupported|not (?:valid|allowed|found|supported)|expected)\b/iu;

export default check({
  title: 'Each demand of the inputSchema is held: a call that breaks one is refused',
  level: 'must',
  revisions: ALL,
  requirements: ['tools.inputs-validated'],
  why: 'Whoever reads the schema relies on every bound in it; what is accepted beyond it is acted on unchecked.',
  fix: 'Validate with the published schema itself, not with a second description of it in code.',
  touch: 'probing',
  needs: { derivedCalls },
  judge: ({ derivedCalls: { calls, note } }) =>
    oncePerKey(
      judgeEach(
        calls.filter(({ forbidden }) => forbidden !== undefined && !forbidden.mild),
        ({ exchange, subject, arguments: given, forbidden }) => {
          if (forbidden === undefined || succeeded(exchange) === undefined || REFUSES.test(textOf(exchange)))
            return undefined;
          return {
            at: [at(exchange, 'result')],
            got: `${subject.name} accepted ${brief(given, 100)}`,
            want: `a refusal: ${forbidden.cause} (${forbidden.message})`,
            key: `${subject.name}.${forbidden.cause.replaceAll(/[^\w]+/gu, '-')}`,
          };
        },
        note,
      ),
    ),
});

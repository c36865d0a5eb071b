// What an inputSchema allows must not fail as a protocol error: a caller who keeps the schema has made no mistake.

import { succeeded } from '../../generation/calls.ts';
import { check } from '../../kernel/check.ts';
import { at, brief, errorOf, judgeEach } from '../../kernel/look.ts';
import { ALL } from '../../kernel/revision.ts';
import { derivedCalls, oncePerKey } from '../derived-calls.ts';

/** Invalid params and internal error; other codes answer questions that are not about the arguments. */
const CODES = new Set<unknown>([-32602, -32603]);

export default check({
  title: 'Arguments that the inputSchema allows are carried out, or refused in a result',
  level: 'should',
  revisions: ALL,
  requirements: ['tools.execution-error-in-result', 'tools.execution-errors-in-result'],
  why: 'A model that keeps to the schema cannot learn from a protocol error what else is asked of it.',
  fix: 'Put every demand on the arguments into the inputSchema, and answer with isError where a call cannot be carried out.',
  touch: 'probing',
  needs: { derivedCalls },
  judge: ({ derivedCalls: { calls, note } }) =>
    oncePerKey(
      judgeEach(
        calls.filter(({ forbidden, subject }) => forbidden === undefined && subject.input !== undefined),
        ({ exchange, subject, arguments: given }) => {
          const error = errorOf(exchange);
          if (error === undefined || succeeded(exchange) !== undefined || !CODES.has(error.code)) return undefined;
          return {
            at: [at(exchange, 'error')],
            got: `${subject.name} with ${brief(given, 80)}: error ${brief(error.code)} ${brief(error.message, 80)}`,
            want: 'a result; isError where the call cannot be carried out',
            key: `${subject.name}.protocol-error`,
          };
        },
        note,
      ),
    ),
});

// From 2025-11-25 the model is told what it got wrong in its arguments.

import { invalidCalls } from '../../artifacts/invalid-calls.ts';
import { toolCalls } from '../../artifacts/safe-calls.ts';
import { check } from '../../kernel/check.ts';
import type { Finding } from '../../kernel/check.ts';
import { at, brief, ending, errorOf, judgeEach, refusedOutside, resultOf } from '../../kernel/look.ts';

export default check({
  title: 'Arguments that fail validation are reported as a tool result with isError',
  level: 'should',
  revisions: { since: '2025-11-25', until: '2025-11-25' },
  // Input validation errors are among the tool execution errors (2025-11-25, server/tools#error-handling).
  requirements: ['tools.invalid-arguments-as-result', 'tools.execution-error-in-result'],
  why: 'Behind a JSON-RPC error the model does not see what was wrong with its arguments and cannot correct them.',
  fix: 'Return { content: [{ type: "text", text: "what is wrong" }], isError: true } where arguments break the schema.',
  touch: 'probing',
  capability: 'tools',
  enabledBy: { allow: true },
  needs: { toolCalls, invalidCalls },
  judge: (views) => {
    const judged = judgeEach(
      views.invalidCalls.filter(
        ({ exchange }) =>
          !refusedOutside(exchange) && (errorOf(exchange) !== undefined || resultOf(exchange)?.['isError'] === true),
      ),
      ({ name, wrong, property, exchange }): Finding | undefined =>
        errorOf(exchange) === undefined
          ? undefined
          : {
              at: [at(exchange, 'error')],
              got: `${brief(name, 60)} with ${wrong} ${brief(property, 40)}: ${ending(exchange)}`,
              want: 'a result with isError: true',
              key: brief(name, 60),
            },
      views.toolCalls.callable.length === 0 ? views.toolCalls.note : 'no call with wrong arguments was refused',
    );
    // One finding a tool: the way of refusing is the same for all of its parameters.
    return { ...judged, findings: [...new Map(judged.findings.map((one) => [one.key, one])).values()] };
  },
});

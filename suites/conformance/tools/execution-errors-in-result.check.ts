// What goes wrong inside a tool is for the model to see: a result flagged isError, not an error of the protocol.

import { domainFailures } from '../../artifacts/domain-failures.ts';
import { toolCalls } from '../../artifacts/safe-calls.ts';
import { check } from '../../kernel/check.ts';
import type { Finding } from '../../kernel/check.ts';
import { at, brief, ending, errorOf, judgeEach, member, refusedOutside, resultOf } from '../../kernel/look.ts';
import type { Exchange } from '../../kernel/recording.ts';

/**
 * Codes that say something else than «the tool failed»: what JSON-RPC and the specification define (bad request, unknown
 * tool, bad params, missing capability, elicitation needed, header mismatch, unsupported version …).
 */
const OTHER_CODES: readonly unknown[] = [
  -32700, -32600, -32601, -32602, -32001, -32002, -32003, -32020, -32021, -32022, -32042, -1,
];

const failedInProtocol = (exchange: Exchange): boolean => {
  const error = errorOf(exchange);
  return error !== undefined && !OTHER_CODES.includes(error.code);
};

export default check({
  title: 'A failure inside a tool comes back as a result with isError',
  level: 'should',
  revisions: { since: '2024-11-05' },
  requirements: ['tools.execution-error-in-result', 'tools.execution-errors-in-result'],
  why: 'Only results reach the model; behind a JSON-RPC error it cannot see what failed and cannot correct itself.',
  fix: 'Catch exceptions of the tool and return { content: [{ type: "text", text: … }], isError: true }.',
  touch: 'probing',
  capability: 'tools',
  enabledBy: { allow: true },
  needs: { toolCalls, domainFailures },
  judge: (views) =>
    judgeEach(
      [...views.toolCalls.calls.map((call) => call.exchange), ...views.domainFailures].filter(
        (exchange) =>
          !refusedOutside(exchange) && (member(resultOf(exchange), 'isError') === true || failedInProtocol(exchange)),
      ),
      (exchange): Finding | undefined => {
        const name = brief(member(member(exchange.sent.json, 'params'), 'name') ?? '', 60);
        return failedInProtocol(exchange)
          ? {
              at: [at(exchange, 'error')],
              got: `${name}: ${ending(exchange)}`,
              want: 'a result with isError: true',
              key: name,
            }
          : undefined;
      },
      views.toolCalls.calls.length === 0
        ? views.toolCalls.note
        : 'no tool failed; name a call that does: known: [{ property: fails-in-tool, method: tools/call, params: {…} }]',
    ),
});

// A call that is no call: the mistake belongs to the protocol, not to a tool.

import { toolCalls } from '../../artifacts/safe-calls.ts';
import type { ToolCalls } from '../../artifacts/safe-calls.ts';
import { check } from '../../kernel/check.ts';
import type { Finding } from '../../kernel/check.ts';
import { at, brief, ending, errorOf, judgeEach, member, refusedOutside, resultOf } from '../../kernel/look.ts';
import { quickBelow } from '../../artifacts/quick.ts';

const UNKNOWN = 'assay__no_such_tool';

/** Arguments of another type go to a tool that may be called where there is one: else the name is refused first. */
function calls(views: ToolCalls): Readonly<Record<string, unknown>> {
  const worked = views.calls.filter(({ succeeded }) => succeeded);
  const soon = quickBelow(
    worked.map(({ exchange }) => exchange),
    1_000,
  );
  const name = worked.find(({ exchange }) => exchange.ms < soon)?.name ?? UNKNOWN;
  return {
    'no name': { arguments: {} },
    'name 42': { name: 42, arguments: {} },
    'arguments []': { name, arguments: [] },
    'arguments "text"': { name, arguments: 'text' },
  };
}

/** -32020 says that the header cannot match the body (2026-07-28, HTTP); -32600 is JSON-RPC's own word for it. */
const CODES: readonly unknown[] = [-32602, -32600, -32020];

export default check({
  title: 'A tools/call that breaks the request type is answered with a JSON-RPC error',
  level: 'should',
  revisions: { since: '2025-11-25' },
  requirements: ['tools.malformed-call-protocol-error', 'tools.malformed-call-error'],
  why: 'A malformed request that is served, or reported as the outcome of a tool, hides the mistake from the client that made it.',
  fix: 'Check params against the type of CallToolRequest before the tool is looked up, and answer -32602.',
  touch: 'probing',
  isolation: 'rough',
  needs: { toolCalls },
  applies: (_, recording) =>
    recording.capabilities['tools'] === undefined
      ? { kind: 'not-declared', note: 'the tools capability is not declared' }
      : undefined,
  probe: async (session, views) => {
    for (const [tag, params] of Object.entries(calls(views.toolCalls)))
      await session.request('tools/call', params, { tag, deliberate: `tools/call with ${tag}` });
  },
  judge: (_, look) =>
    judgeEach(
      look.probe.filter(
        (exchange) => !refusedOutside(exchange) && (resultOf(exchange) ?? errorOf(exchange)) !== undefined,
      ),
      (exchange): Finding | undefined => {
        const tag = exchange.tag ?? '';
        const named = member(member(exchange.sent.json, 'params'), 'name');
        const result = resultOf(exchange);
        // A server that reports unknown tools as results does so here too; that is another rule's finding.
        if (named === UNKNOWN && member(result, 'isError') === true) return undefined;
        if (result === undefined && CODES.includes(errorOf(exchange)?.code)) return undefined;
        return {
          at: [at(exchange)],
          got: result === undefined ? ending(exchange) : `a result: ${brief(result)}`,
          want: 'a JSON-RPC error with code -32602',
          key: `${tag} ${result === undefined ? 'code' : 'result'}`,
        };
      },
      'no malformed call was answered',
    ),
});

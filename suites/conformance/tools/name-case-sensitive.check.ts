// Names that differ in case alone are different tools.

import { text } from '../../artifacts/listing.ts';
import { toolCalls } from '../../artifacts/safe-calls.ts';
import type { ToolCalls } from '../../artifacts/safe-calls.ts';
import { tools } from '../../artifacts/tools.ts';
import type { Listing } from '../../artifacts/listing.ts';
import { check } from '../../kernel/check.ts';
import { at, brief, errorOf, judgeEach, member, refusedOutside, resultOf } from '../../kernel/look.ts';
import { quickBelow } from '../../artifacts/quick.ts';

const flip = (name: string): string =>
  name.replaceAll(/[a-z]/giu, (letter) =>
    letter === letter.toLowerCase() ? letter.toUpperCase() : letter.toLowerCase(),
  );

/** Successful calls, so that a success under the other name can only mean the same tool. */
function stimuli(calls: ToolCalls, list: Listing): readonly { readonly name: string; readonly args: unknown }[] {
  const worked = calls.calls.filter(({ succeeded }) => succeeded);
  const soon = quickBelow(
    worked.map(({ exchange }) => exchange),
    1_000,
  );
  const listed = new Set(list.items.map((item) => text(item, 'name')));
  return worked
    .filter(({ exchange }) => exchange.ms < soon)
    .map((call) => ({ name: flip(call.name), args: call.arguments }))
    .filter(({ name }) => !listed.has(name))
    .slice(0, 4);
}

export default check({
  title: 'Tool names are told apart by letter case',
  level: 'should',
  revisions: { since: '2025-11-25' },
  requirements: ['tools.name-case-sensitive'],
  why: 'A server that ignores case calls a tool that the client did not name; allow lists and logs that know the exact name are passed by.',
  fix: 'Look tools up by their exact name.',
  touch: 'probing',
  capability: 'tools',
  enabledBy: { allow: true },
  needs: { tools, toolCalls },
  probe: async (session, views) => {
    await Promise.all(
      stimuli(views.toolCalls, views.tools).map(({ name, args }) =>
        session.request('tools/call', { name, arguments: args }, { tag: name }),
      ),
    );
  },
  judge: (views, look) =>
    judgeEach(
      look.probe.filter(
        (exchange) => !refusedOutside(exchange) && (resultOf(exchange) ?? errorOf(exchange)) !== undefined,
      ),
      (exchange) => {
        const result = resultOf(exchange);
        if (result === undefined || member(result, 'isError') === true) return undefined;
        return {
          at: [at(exchange, 'result')],
          got: `a success for ${brief(exchange.tag ?? '', 60)}, which is not listed`,
          want: 'an unknown-tool error',
          key: brief(exchange.tag ?? '', 60),
        };
      },
      views.toolCalls.calls.length === 0
        ? views.toolCalls.note
        : 'no tool call succeeded that could be repeated under another case',
    ),
});

// A tool without required parameters takes a call that leaves `arguments` out.

import { taskOnly, toolCalls } from '../../artifacts/safe-calls.ts';
import type { ToolCall, ToolCalls } from '../../artifacts/safe-calls.ts';
import { check } from '../../kernel/check.ts';
import { at, ending, errorOf, judgeEach, member, refusedOutside, resultOf } from '../../kernel/look.ts';
import type { Exchange } from '../../kernel/recording.ts';
import { quickBelow } from '../../artifacts/quick.ts';

const LIMIT = 3;

const needsNothing = (call: ToolCall): boolean => {
  const required = member(member(call.tool.value, 'inputSchema'), 'required');
  return !taskOnly(call.tool) && (!Array.isArray(required) || required.length === 0);
};

/** Quick calls that worked: a tool that always fails shows no difference. */
function suitable({ calls }: ToolCalls): readonly ToolCall[] {
  const worked = calls.filter(({ succeeded }) => succeeded);
  const soon = quickBelow(
    worked.map(({ exchange }) => exchange),
    1_500,
  );
  return worked.filter((call) => call.exchange.ms < soon && needsNothing(call)).slice(0, LIMIT);
}

const works = (exchange: Exchange): boolean => {
  const result = resultOf(exchange);
  return result !== undefined && result['isError'] !== true;
};

export default check({
  title: 'A tool without required parameters can be called without arguments',
  level: 'should',
  revisions: { since: '2024-11-05', until: '2025-11-25' },
  requirements: ['tools.arguments-optional'],
  why: 'The schema makes `arguments` optional, and clients leave it out where a model gives none; the call then fails for no reason that the model could see.',
  fix: 'Take absent arguments for an empty object.',
  touch: 'probing',
  capability: 'tools',
  enabledBy: { allow: true },
  needs: { toolCalls },
  probe: async (session, views) => {
    await Promise.all(
      suitable(views.toolCalls).flatMap(({ name }) => [
        session.request('tools/call', { name }, { tag: `without ${name}`, timeout: 3_000 }),
        session.request('tools/call', { name, arguments: {} }, { tag: `empty ${name}`, timeout: 3_000 }),
      ]),
    );
  },
  judge: (views, look) =>
    judgeEach(
      suitable(views.toolCalls).flatMap((call) => {
        const [without] = look.tagged(`without ${call.name}`);
        const [empty] = look.tagged(`empty ${call.name}`);
        if (without === undefined || empty === undefined || refusedOutside(without) || !works(empty)) return [];
        return (resultOf(without) ?? errorOf(without)) === undefined ? [] : [{ call, without, empty }];
      }),
      ({ call, without, empty }) =>
        works(without)
          ? undefined
          : {
              at: [at(without), at(empty)],
              got: `${call.name} without arguments: ${resultOf(without) === undefined ? ending(without) : 'a result with isError'}; with {}: a success`,
              want: 'the same outcome',
              key: call.name,
            },
      views.toolCalls.calls.length === 0 ? views.toolCalls.note : 'no tool without required parameters succeeded',
    ),
});

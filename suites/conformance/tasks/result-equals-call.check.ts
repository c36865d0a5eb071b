// A task is a way to wait, not another tool.

import { taskLives } from '../../artifacts/task-lives.ts';
import { taskTurns } from '../../artifacts/task-turns.ts';

import type { Exchange, JsonObject } from '../../kernel/recording.ts';
import { check } from '../../kernel/check.ts';
import { at, brief, errorOf, judgeEach, member, resultOf } from '../../kernel/look.ts';

/** Types of the blocks and whether it is an error: content may differ from call to call, its kind may not. */
function kinds(result: JsonObject | undefined): JsonObject {
  const content = result?.['content'];
  return {
    blocks: Array.isArray(content) ? content.map((block: unknown) => String(member(block, 'type'))) : [],
    isError: result?.['isError'] === true,
    structured: result?.['structuredContent'] !== undefined,
  };
}

export default check({
  title: 'tasks/result gives what the plain call gives',
  level: 'must',
  revisions: { since: '2025-11-25', until: '2025-11-25' },
  requirements: ['tasks.result-terminal', 'tasks.result-success-passthrough'],
  why: 'A client must be able to run a call either way and get the same.',
  fix: 'Keep the result of the call and return it unchanged, as often as it is asked for.',
  touch: 'probing',
  capability: 'tasks',
  enabledBy: { known: 'creates-task' },
  needs: { taskLives, taskTurns },
  judge: ({ taskLives: lives, taskTurns: { turns } }) => {
    const [plain] = lives.of('plain');
    const results = lives.of('result');
    const same = (one: Exchange | undefined, other: Exchange | undefined): boolean =>
      JSON.stringify(kinds(resultOf(one))) === JSON.stringify(kinds(resultOf(other)));
    const [first, second] = results;
    const repeatable = resultOf(plain) !== undefined;
    // What the tool says of its own failure is a result either way.
    const failed = turns
      .filter((turn) => errorOf(turn.result) !== undefined && resultOf(turn.plain)?.['isError'] === true)
      .map(({ result, plain: call, key }) => ({
        at: [at(result, 'error'), at(call, 'result')],
        got: 'an error of the protocol',
        want: 'the result with isError that the plain call gives',
        key: brief(key, 60),
      }));
    const judged = judgeEach(
      results.filter((exchange) => resultOf(exchange) !== undefined),
      (exchange) => {
        if (resultOf(exchange)?.['content'] === undefined)
          return { at: [at(exchange, 'result')], got: 'no content', want: 'a tool result', key: 'content' };
        if (repeatable && !same(plain, exchange))
          return {
            at: [at(exchange, 'result'), at(plain)],
            got: `a result of another kind than the plain call: ${brief(kinds(resultOf(exchange)))}`,
            want: brief(kinds(resultOf(plain))),
            key: 'kind',
          };
        if (
          exchange === second &&
          JSON.stringify(resultOf(first)?.['content']) !== JSON.stringify(resultOf(second)?.['content'])
        )
          return {
            at: [at(exchange, 'result')],
            got: 'another result the second time',
            want: 'the same result',
            key: 'second',
          };
        return undefined;
      },
      'no task was finished',
    );
    return { ...judged, seen: judged.seen + failed.length, findings: [...judged.findings, ...failed] };
  },
});

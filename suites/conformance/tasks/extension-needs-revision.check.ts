// The extension belongs to a revision; in an older one its name means nothing.

import { knownCalls } from '../../artifacts/known-calls.ts';
import { EXTENSION } from '../../artifacts/task-stage.ts';
import { toolCalls } from '../../artifacts/safe-calls.ts';
import { exampleArguments } from '../../artifacts/example-value.ts';
import { check } from '../../kernel/check.ts';
import type { JsonObject } from '../../kernel/recording.ts';
import { at, judgeEach, member, resultOf } from '../../kernel/look.ts';

export default check({
  title: 'The tasks extension enables nothing under 2025-11-25',
  level: 'must',
  // The demand stands in the later text and is about sessions of the earlier revision.
  revisions: { since: '2025-11-25' },
  requirements: ['tasks.legacy-version-not-enabled'],
  why: 'A client of 2025-11-25 takes resultType task for an empty tool result, and the work is lost.',
  fix: 'Look at the negotiated revision before the capability: create tasks of the extension from 2026-07-28 on.',
  touch: 'probing',
  needs: { knownCalls, toolCalls },
  applies: ({ knownCalls: known }, { revision }) =>
    revision === '2025-11-25'
      ? known.find('creates-task', 'tools/call').length > 0
        ? undefined
        : known.missing('creates-task')
      : { kind: 'nothing-to-judge', note: 'judged where the target speaks 2025-11-25' },
  probe: async (session, { knownCalls: known, toolCalls: tools }) => {
    const clientCapabilities: JsonObject = { ...session.clientCapabilities, extensions: { [EXTENSION]: {} } };
    const lane = await session.fork({ clientCapabilities, purpose: 'the tasks extension in an older revision' });
    const listed = known.find('creates-task', 'tools/call').map(({ params }) => params);
    const others = tools.callable.map(({ value }): JsonObject => ({
      name: String(member(value, 'name')),
      arguments: exampleArguments(member(value, 'inputSchema')).value,
    }));
    const calls = [...new Map([...listed, ...others].map((call) => [call['name'], call])).values()].slice(0, 4);
    for (const params of calls) await lane.request('tools/call', params, { tag: 'call', timeout: 3_000 });
  },
  judge: (_, look) =>
    judgeEach(
      look.tagged('call').filter(({ outcome }) => outcome === 'result' || outcome === 'error'),
      (exchange) => {
        const result = resultOf(exchange);
        return result?.['resultType'] === 'task' ||
          (result?.['taskId'] !== undefined && result['content'] === undefined)
          ? {
              at: [at(exchange, 'result')],
              got: 'a task of the extension',
              want: 'the result of the call',
              key: 'task',
            }
          : undefined;
      },
      'no call was answered',
    ),
});

// The schema is a promise of what the tool accepts; what a model sends by mistake must not be acted upon.

import { invalidCalls } from '../../artifacts/invalid-calls.ts';
import { isComplete, toolCalls } from '../../artifacts/safe-calls.ts';
import { check } from '../../kernel/check.ts';
import { at, brief, errorOf, judgeEach, member, refusedOutside, resultOf } from '../../kernel/look.ts';
import type { JsonObject } from '../../kernel/recording.ts';

/** Words of a refusal: a tool that explains the mistake has validated its input, though it did not flag the result. */
const REFUSES =
  /\b(?:error|invalid|required|requires|missing|must|expected|cannot|can't|could not|unable|unknown|unsupported|not (?:found|allowed|valid|supported|a|an)|failed|no such|denied|undefined|illegal|bad)\b/iu;

const explains = (result: JsonObject): boolean => {
  const content = member(result, 'content');
  return Array.isArray(content) && content.some((block: unknown) => REFUSES.test(String(member(block, 'text') ?? '')));
};

export default check({
  title: 'Arguments that break the inputSchema are refused',
  level: 'must',
  revisions: { since: '2024-11-05' },
  requirements: ['tools.inputs-validated', 'schema.dialect-followed'],
  why: 'Models make mistakes and are made to make them; arguments that pass unchecked reach the file system, the shell or the database behind the tool.',
  fix: 'Validate the arguments of every call against the inputSchema before the tool runs.',
  touch: 'probing',
  severity: 'high',
  capability: 'tools',
  enabledBy: { allow: true },
  needs: { toolCalls, invalidCalls },
  judge: (views) =>
    judgeEach(
      views.invalidCalls.filter(({ exchange }) => {
        const result = resultOf(exchange);
        if (refusedOutside(exchange) || (result ?? errorOf(exchange)) === undefined) return false;
        return result === undefined || result['isError'] === true || !explains(result);
      }),
      ({ name, wrong, property, exchange }) => {
        const result = resultOf(exchange);
        if (result === undefined || result['isError'] === true || !isComplete(result) || result['task'] !== undefined)
          return undefined;
        return {
          at: [at(exchange, 'result')],
          got: `${brief(name, 60)} succeeds with ${wrong} ${brief(property, 40)}: ${brief(result['content'] ?? result, 80)}`,
          want: 'isError: true, or a JSON-RPC error',
          key: `${brief(name, 60)} ${wrong} ${brief(property, 40)}`,
        };
      },
      views.toolCalls.callable.length === 0
        ? views.toolCalls.note
        : 'no callable tool has a parameter that can be got wrong',
    ),
});

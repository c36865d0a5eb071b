// Prompt arguments are strings; what is none must not end as «[object Object]» in front of a model.

import { text } from '../../artifacts/listing.ts';
import type { Listing } from '../../artifacts/listing.ts';
import { dummyArguments } from '../../artifacts/prompt-gets.ts';
import { promptArguments } from '../../artifacts/prompt-arguments.ts';
import { prompts } from '../../artifacts/prompts.ts';
import { isComplete } from '../../artifacts/safe-calls.ts';
import { died, isFence, sendOdd, silent } from '../../artifacts/survival.ts';
import { check } from '../../kernel/check.ts';
import type { Finding, Look } from '../../kernel/check.ts';
import { at, brief, ending, errorOf, judgeEach, refusedOutside, resultOf } from '../../kernel/look.ts';
import type { Exchange } from '../../kernel/recording.ts';

const LIMIT = 4;

interface Stimulus {
  readonly tag: string;
  readonly name: string;
  readonly arguments: unknown;
}

function stimuli(list: Listing): readonly Stimulus[] {
  return list.items
    .filter((item) => text(item, 'name') !== undefined && promptArguments(item).length > 0)
    .slice(0, LIMIT)
    .flatMap((item) => {
      const name = text(item, 'name') ?? '';
      const [first] = promptArguments(item);
      const key = first?.name ?? 'x';
      const wrong = { 'a number': 42, 'an object': { assay: true }, null: null };
      return [
        ...Object.entries(wrong).map(([what, value]) => ({
          tag: `${name} with ${what}`,
          name,
          arguments: { ...dummyArguments(item), [key]: value },
        })),
        { tag: `${name} with a list`, name, arguments: [] },
      ];
    });
}

function findingOf(exchange: Exchange, look: Look): Finding | undefined {
  const tag = brief(exchange.tag ?? '', 80);
  if (died(exchange, look))
    return {
      at: [at(exchange)],
      got: `${tag}: ${ending(exchange)}, and nothing after it`,
      want: 'an error with code -32602',
      severity: 'high',
      key: `${tag} fatal`,
    };
  if (silent(exchange)) return undefined;
  const result = resultOf(exchange);
  if (result === undefined ? errorOf(exchange)?.code === -32602 : !isComplete(result)) return undefined;
  return {
    at: [at(exchange)],
    got: `${tag}: ${result === undefined ? ending(exchange) : `a prompt: ${brief(result['messages'] ?? result, 80)}`}`,
    want: 'an error with code -32602',
    key: `${tag} ${result === undefined ? 'code' : 'result'}`,
  };
}

export default check({
  title: 'Prompt arguments that are no strings are refused with the code -32602',
  level: 'should',
  revisions: { since: '2024-11-05' },
  requirements: ['prompts.arguments-validated'],
  why: 'Unchecked values are put into the prompt as they are, or bring the handler down.',
  fix: 'Check that `arguments` is an object of strings before the prompt is made.',
  touch: 'probing',
  isolation: 'rough',
  needs: { prompts },
  probe: async (session, views) => {
    for (const { tag, name, arguments: args } of stimuli(views.prompts))
      await sendOdd(session, {
        method: 'prompts/get',
        params: { name, arguments: args },
        tag,
        deliberate: tag,
        fence: 'prompts/list',
      });
  },
  judge: (_, look) =>
    judgeEach(
      look.probe
        .filter((exchange) => !isFence(exchange) && !refusedOutside(exchange))
        .filter((exchange) => died(exchange, look) || (resultOf(exchange) ?? errorOf(exchange)) !== undefined),
      (exchange) => findingOf(exchange, look),
      'no prompt with arguments is listed',
    ),
});

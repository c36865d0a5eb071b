// A required argument that nobody gave.

import { text } from '../../artifacts/listing.ts';
import type { Listed, Listing } from '../../artifacts/listing.ts';
import { dummyArguments } from '../../artifacts/prompt-gets.ts';
import { promptArguments } from '../../artifacts/prompt-arguments.ts';
import { prompts } from '../../artifacts/prompts.ts';
import { isComplete } from '../../artifacts/safe-calls.ts';
import { check } from '../../kernel/check.ts';
import type { Session } from '../../kernel/check.ts';
import { at, brief, ending, errorOf, judgeEach, refusedOutside, resultOf } from '../../kernel/look.ts';

const LIMIT = 6;

const demanding = (list: Listing): readonly Listed[] =>
  list.items
    .filter((item) => text(item, 'name') !== undefined && promptArguments(item).some((argument) => argument.required))
    .slice(0, LIMIT);

/** All arguments left out, an empty object, and each required one missing by itself. */
async function askWithout(session: Session, prompt: Listed): Promise<void> {
  const name = text(prompt, 'name') ?? '';
  const all = dummyArguments(prompt);
  const required = promptArguments(prompt).filter((argument) => argument.required);
  const partial = required.length < 2 ? [] : required.map((argument) => argument.name);
  await Promise.all([
    session.request('prompts/get', { name }, { tag: `${name} without arguments` }),
    session.request('prompts/get', { name, arguments: {} }, { tag: `${name} with {}` }),
    ...partial.map((missing) => {
      const rest = Object.fromEntries(Object.entries(all).filter(([key]) => key !== missing));
      return session.request('prompts/get', { name, arguments: rest }, { tag: `${name} without ${missing}` });
    }),
  ]);
}

export default check({
  title: 'A missing required argument of a prompt fails with the code -32602',
  level: 'should',
  revisions: { since: '2024-11-05' },
  requirements: ['prompts.missing-arguments-32602', 'prompts.missing-arguments'],
  why: 'A prompt with «undefined» in it goes to the model as if a person had meant it.',
  fix: 'Check required arguments before the prompt is made, and answer -32602 where one is missing.',
  touch: 'probing',
  needs: { prompts },
  probe: async (session, views) => {
    await Promise.all(demanding(views.prompts).map((prompt) => askWithout(session, prompt)));
  },
  judge: (_, look) =>
    judgeEach(
      look.probe.filter(
        (exchange) => !refusedOutside(exchange) && (resultOf(exchange) ?? errorOf(exchange)) !== undefined,
      ),
      (exchange) => {
        const result = resultOf(exchange);
        if (result === undefined ? errorOf(exchange)?.code === -32602 : !isComplete(result)) return undefined;
        const tag = brief(exchange.tag ?? '', 80);
        return {
          at: [at(exchange)],
          got: `${tag}: ${result === undefined ? ending(exchange) : `a prompt: ${brief(result['messages'] ?? result, 80)}`}`,
          want: 'an error with code -32602',
          key: `${tag} ${result === undefined ? 'code' : 'result'}`,
        };
      },
      'no prompt with a required argument is listed',
    ),
});

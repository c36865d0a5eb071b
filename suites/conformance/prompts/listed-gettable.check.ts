// What is listed can be fetched by its name.

import { itemsOf, readWalk, text, walkList } from '../../artifacts/listing.ts';
import { promptGets } from '../../artifacts/prompt-gets.ts';
import { promptArguments } from '../../artifacts/prompt-arguments.ts';
import type { PromptGet } from '../../artifacts/prompt-gets.ts';
import { unknownPrompts } from '../../artifacts/unknown-prompts.ts';
import type { UnknownPrompt } from '../../artifacts/unknown-prompts.ts';
import { check } from '../../kernel/check.ts';
import type { Look } from '../../kernel/check.ts';
import { at, brief, ending, errorOf, judgeEach, refusedOutside, resultOf } from '../../kernel/look.ts';

/** The words of an error with the name taken out. */
const words = (message: unknown, name: string): string =>
  String(message ?? '')
    .replaceAll(name, '')
    .replaceAll(/["'`\s]+/gu, ' ')
    .trim();

/** -32602 alone proves nothing, because wrong arguments share it: the words must be those for a name that surely is unknown. */
function saysUnknown(get: PromptGet, unknown: readonly UnknownPrompt[], modern: boolean): boolean {
  const error = errorOf(get.exchange);
  if (error === undefined) return false;
  if (modern && error.code === -32602 && promptArguments(get.prompt).length === 0) return true;
  return unknown.some(({ exchange, name }) => {
    const known = errorOf(exchange);
    return (
      known !== undefined && known.code === error.code && words(known.message, name) === words(error.message, get.name)
    );
  });
}

function stillListed(get: PromptGet, look: Look): boolean {
  const pages = look.tagged('again');
  if (readWalk(pages).end !== 'end') return true;
  return itemsOf(pages, 'prompts').some((item) => text(item, 'name') === get.name);
}

/** Words that say nothing of the name («Invalid params», «Internal error») fit any failure. */
const vague = (get: PromptGet, unknown: readonly UnknownPrompt[]): boolean =>
  promptArguments(get.prompt).length > 0 &&
  unknown.every(({ exchange, name }) => !String(errorOf(exchange)?.message ?? '').includes(name)) &&
  !/prompt|unknown|not found|exist/iu.test(String(errorOf(get.exchange)?.message ?? ''));

export default check({
  title: 'Every listed prompt can be fetched by its name',
  level: 'must',
  // From 2026-07-28 no sentence demands it.
  levels: { '2026-07-28': 'should' },
  revisions: { since: '2024-11-05' },
  requirements: ['prompts.listed-gettable', 'prompts.listed-are-gettable'],
  why: 'A client shows the prompt to a person, and picking it gives an error.',
  fix: 'List prompts from the same table that prompts/get looks in.',
  touch: 'probing',
  needs: { promptGets, unknownPrompts },
  probe: async (session, views) => {
    if (views.promptGets.some(({ exchange }) => errorOf(exchange) !== undefined))
      await walkList(session, 'prompts/list', 'again');
  },
  judge: (views, look) => {
    const modern = look.recording.revision >= '2026-07-28';
    return judgeEach(
      views.promptGets.filter(
        ({ exchange }) => !refusedOutside(exchange) && (resultOf(exchange) ?? errorOf(exchange)) !== undefined,
      ),
      (get) =>
        saysUnknown(get, views.unknownPrompts, modern) && !vague(get, views.unknownPrompts) && stillListed(get, look)
          ? {
              at: [get.prompt.where, at(get.exchange, 'error')],
              got: `${brief(get.name, 60)} is listed; getting it gives ${ending(get.exchange)}`,
              want: 'the prompt',
              key: brief(get.name, 60),
            }
          : undefined,
      'no prompt is listed',
    );
  },
});

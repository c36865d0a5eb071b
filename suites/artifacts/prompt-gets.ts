// The prompts that the target lists, each fetched with plain words for its required arguments.

import { artifact } from '../kernel/check.ts';
import { isObject, member, resultOf } from '../kernel/look.ts';
import type { Exchange, JsonObject } from '../kernel/recording.ts';
import type { Listed } from './listing.ts';
import { text } from './listing.ts';
import { completions } from './completions.ts';
import type { Completion } from './completions.ts';
import { promptArguments } from './prompt-arguments.ts';
import { prompts } from './prompts.ts';
import { sample } from './resource-reads.ts';

/** Prompts fetched at most. */
export const GET_LIMIT = 10;

export interface PromptGet {
  readonly name: string;
  readonly prompt: Listed;
  readonly exchange: Exchange;
  readonly result?: JsonObject;
  /** The entries of `messages`, whatever they are. */
  readonly messages: readonly unknown[];
}

const by = 'artifact:prompt-gets';

/** A plain word for each required argument, or what completion offers for it. */
export const dummyArguments = (
  prompt: { readonly value: unknown },
  offers: readonly Completion[] = [],
): Readonly<Record<string, string>> =>
  Object.fromEntries(
    promptArguments(prompt)
      .filter((argument) => argument.required)
      .map(({ name }) => {
        const offer = offers.find((one) => one.prompt === member(prompt.value, 'name') && one.argument === name);
        return [name, offer?.values[0] ?? dummyValue(name)];
      }),
  );

/** Names tell what a value should look like; prompt arguments are strings by schema. */
function dummyValue(name: string): string {
  if (/ur[il]$/iu.test(name)) return 'https://example.invalid/';
  if (/id$|count|number|age|limit|temperature/iu.test(name)) return '1';
  return 'assay';
}

export const promptGets = artifact<readonly PromptGet[]>({
  id: 'prompt-gets',
  after: [prompts, completions],
  declared: (capabilities) => isObject(member(capabilities, 'prompts')),
  gather: async (session, views) => {
    const offers = views(completions);
    const once = new Map<string, Listed>();
    for (const item of views(prompts).items) {
      const name = text(item, 'name');
      if (name !== undefined && !once.has(name)) once.set(name, item);
    }
    await Promise.all(
      sample([...once], GET_LIMIT).map(([name, prompt], index) =>
        session.request(
          'prompts/get',
          { name, arguments: dummyArguments(prompt, offers) },
          { tag: name, progressToken: `prompt-${index}` },
        ),
      ),
    );
  },
  read: (recording, views) => {
    const byName = new Map(views(prompts).items.map((item) => [text(item, 'name'), item]));
    return recording.exchanges
      .filter((exchange) => exchange.by === by && exchange.method === 'prompts/get')
      .flatMap((exchange): PromptGet[] => {
        const name = member(member(exchange.sent.json, 'params'), 'name');
        const prompt = typeof name === 'string' ? byName.get(name) : undefined;
        if (typeof name !== 'string' || prompt === undefined) return [];
        const result = resultOf(exchange);
        const messages = member(result, 'messages');
        return [
          { name, prompt, exchange, ...(result ? { result } : {}), messages: Array.isArray(messages) ? messages : [] },
        ];
      });
  },
});

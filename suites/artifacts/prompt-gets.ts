// The prompts that the target lists, each fetched with plain words for its required arguments.

import { artifact } from '../kernel/check.ts';
import { isObject, member, resultOf } from '../kernel/look.ts';
import type { Exchange, JsonObject } from '../kernel/recording.ts';
import type { Listed } from './listing.ts';
import { text } from './listing.ts';
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

export interface PromptArgument {
  readonly name: string;
  readonly required: boolean;
}

const by = 'artifact:prompt-gets';

/** The arguments a prompt declares; entries without a name are left out. */
export function promptArguments(prompt: { readonly value: unknown }): readonly PromptArgument[] {
  const declared = member(prompt.value, 'arguments');
  if (!Array.isArray(declared)) return [];
  return declared.flatMap((argument: unknown) => {
    const name = member(argument, 'name');
    return typeof name === 'string' ? [{ name, required: member(argument, 'required') === true }] : [];
  });
}

/** A plain word for each required argument. */
export const dummyArguments = (prompt: { readonly value: unknown }): Readonly<Record<string, string>> =>
  Object.fromEntries(
    promptArguments(prompt)
      .filter((argument) => argument.required)
      .map((argument) => [argument.name, dummyValue(argument.name)]),
  );

/** Names tell what a value should look like; prompt arguments are strings by schema. */
function dummyValue(name: string): string {
  if (/ur[il]$/iu.test(name)) return 'https://example.invalid/';
  if (/id$|count|number|age|limit|temperature/iu.test(name)) return '1';
  return 'assay';
}

export const promptGets = artifact<readonly PromptGet[]>({
  id: 'prompt-gets',
  after: [prompts],
  declared: (capabilities) => isObject(member(capabilities, 'prompts')),
  gather: async (session, views) => {
    const once = new Map<string, Listed>();
    for (const item of views(prompts).items) {
      const name = text(item, 'name');
      if (name !== undefined && !once.has(name)) once.set(name, item);
    }
    await Promise.all(
      sample([...once], GET_LIMIT).map(([name, prompt], index) =>
        session.request(
          'prompts/get',
          { name, arguments: dummyArguments(prompt) },
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

// What completion/complete offers for every argument of every prompt and every variable of every template.

import { artifact } from '../kernel/check.ts';
import { errorOf, isObject, member, resultOf } from '../kernel/look.ts';
import type { Exchange, JsonObject } from '../kernel/recording.ts';
import type { Listing } from './listing.ts';
import { text } from './listing.ts';
import { promptArguments } from './prompt-arguments.ts';
import { prompts } from './prompts.ts';
import { resourceTemplates } from './resource-templates.ts';
import { templateFault, templateVariables } from './uri.ts';

const LIMIT = 24;

/** Something that can be completed. */
export interface Completable {
  readonly ref: JsonObject;
  readonly prompt?: string;
  readonly template?: string;
  readonly argument: string;
  /** Other arguments of the same prompt or template. */
  readonly siblings: readonly string[];
}

export interface Completion extends Completable {
  readonly exchange: Exchange;
  readonly values: readonly string[];
}

/** Every argument and variable that could be completed, in the order of the lists. */
export function completables(promptList: Listing, templateList: Listing): readonly Completable[] {
  const ofPrompts = promptList.items.flatMap((item): Completable[] => {
    const name = text(item, 'name');
    if (name === undefined) return [];
    const names = promptArguments(item).map((argument) => argument.name);
    return names.map((argument) => ({
      ref: { type: 'ref/prompt', name },
      prompt: name,
      argument,
      siblings: names.filter((one) => one !== argument),
    }));
  });
  const ofTemplates = templateList.items.flatMap((item): Completable[] => {
    const template = text(item, 'uriTemplate');
    if (template === undefined || templateFault(template) !== undefined) return [];
    const names = templateVariables(template);
    return names.map((argument) => ({
      ref: { type: 'ref/resource', uri: template },
      template,
      argument,
      siblings: names.filter((one) => one !== argument),
    }));
  });
  return [...ofPrompts, ...ofTemplates];
}

/** From 2025-03-26 completion is a capability; before, every server may have it. */
export const offersCompletion = (capabilities: JsonObject, revision: string): boolean =>
  revision < '2025-03-26' || isObject(member(capabilities, 'completions'));

export const completions = artifact<readonly Completion[]>({
  id: 'completions',
  after: [prompts, resourceTemplates],
  gather: async (session, views) => {
    if (!offersCompletion(session.capabilities, session.revision)) return;
    const all = completables(views(prompts), views(resourceTemplates)).slice(0, LIMIT);
    await Promise.all(
      all.map(({ ref, argument }) =>
        session.request(
          'completion/complete',
          { ref, argument: { name: argument, value: '' } },
          { tag: `${JSON.stringify(ref)} ${argument}` },
        ),
      ),
    );
  },
  read: (recording, views) => {
    const all = completables(views(prompts), views(resourceTemplates));
    return recording.exchanges
      .filter(
        (exchange) => exchange.by === 'artifact:completions' && (resultOf(exchange) ?? errorOf(exchange)) !== undefined,
      )
      .flatMap((exchange): Completion[] => {
        const of = all.find((one) => `${JSON.stringify(one.ref)} ${one.argument}` === exchange.tag);
        return of === undefined ? [] : [{ ...of, exchange, values: valuesOf(exchange) }];
      });
  },
});

/** The strings that a completion offers. */
export function valuesOf(exchange: Exchange): readonly string[] {
  const values = member(member(resultOf(exchange), 'completion'), 'values');
  return Array.isArray(values) ? values.filter((value): value is string => typeof value === 'string') : [];
}

// A few completions, asked for what the lists offer: arguments of prompts and variables of templates.

import { artifact } from '../kernel/check.ts';
import { isObject, member } from '../kernel/look.ts';
import type { Exchange, JsonObject } from '../kernel/recording.ts';
import { text } from './listing.ts';
import { promptArguments } from './prompt-gets.ts';
import { prompts } from './prompts.ts';
import { resourceTemplates } from './resource-templates.ts';

/** Asked at most for each kind. */
const LIMIT = 4;

export const completions = artifact<readonly Exchange[]>({
  id: 'completions',
  after: [prompts, resourceTemplates],
  // 2024-11-05 has the method without a capability for it; an error is then a legal answer.
  declared: (capabilities, { revision }) => isObject(member(capabilities, 'completions')) || revision === '2024-11-05',
  gather: async (session, views) => {
    const inPrompts = views(prompts)
      .items.flatMap((item) => promptArguments(item).map(({ name }) => ({ prompt: text(item, 'name'), name })))
      .slice(0, LIMIT)
      .map(({ prompt, name }) => ask({ type: 'ref/prompt', name: prompt ?? '' }, name));
    const inTemplates = views(resourceTemplates)
      .items.flatMap((item) => variablesOf(text(item, 'uriTemplate') ?? '').map((name) => ({ item, name })))
      .slice(0, LIMIT)
      .map(({ item, name }) => ask({ type: 'ref/resource', uri: text(item, 'uriTemplate') ?? '' }, name));
    await Promise.all(
      [...inPrompts, ...inTemplates].map((params) =>
        session.request('completion/complete', params, { timeout: 5_000, deliberate: 'names come from the target' }),
      ),
    );
  },
  read: (recording) => recording.exchanges.filter(({ by }) => by === 'artifact:completions'),
});

const ask = (ref: JsonObject, name: string): JsonObject => ({ ref, argument: { name, value: '' } });

/** Names in the expressions of a URI template (RFC 6570). */
const variablesOf = (template: string): readonly string[] =>
  [...template.matchAll(/\{[+#./;?&]?([^{}]*)\}/g)].flatMap(([, names = '']) =>
    names
      .split(',')
      .map((name) => name.replace(/[*:].*$/, '').trim())
      .filter((name) => name !== ''),
  );

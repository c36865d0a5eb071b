// Requests for prompts that no list names: plain, in another script, and with a name every JavaScript object has.

import { artifact } from '../kernel/check.ts';
import { errorOf, isObject, member, refusedOutside, resultOf } from '../kernel/look.ts';
import type { Exchange } from '../kernel/recording.ts';
import { text } from './listing.ts';
import { prompts } from './prompts.ts';

export interface UnknownPrompt {
  readonly name: string;
  readonly exchange: Exchange;
}

const NAMES = ['assay__no_such_prompt', 'assay_ünbekannt_提示', 'constructor'];

export const unknownPrompts = artifact<readonly UnknownPrompt[]>({
  id: 'unknown-prompts',
  after: [prompts],
  declared: (capabilities) => isObject(member(capabilities, 'prompts')),
  gather: async (session, views) => {
    const listed = new Set(views(prompts).items.map((item) => text(item, 'name')));
    await Promise.all(
      NAMES.filter((name) => !listed.has(name)).map((name) => session.request('prompts/get', { name }, { tag: name })),
    );
  },
  read: (recording) =>
    recording.exchanges
      .filter((exchange) => exchange.by === 'artifact:unknown-prompts' && exchange.method === 'prompts/get')
      .filter((exchange) => !refusedOutside(exchange) && (resultOf(exchange) ?? errorOf(exchange)) !== undefined)
      .map((exchange) => ({ name: exchange.tag ?? '', exchange })),
});

// Calls of tools that no list names: plain, with letters of another script, and with names every JavaScript object has.

import { artifact } from '../kernel/check.ts';
import { errorOf, isObject, member, refusedOutside, resultOf } from '../kernel/look.ts';
import type { Exchange } from '../kernel/recording.ts';
import { text } from './listing.ts';
import { tools } from './tools.ts';

export interface UnknownTool {
  readonly name: string;
  readonly variant: string;
  readonly exchange: Exchange;
}

const VARIANTS: Readonly<Record<string, string>> = {
  plain: 'assay__no_such_tool',
  'another script': 'assay_ünbekannt_工具',
  'an inherited name': 'constructor',
  'a string id': 'assay__no_such_tool_either',
};

export const unknownTools = artifact<readonly UnknownTool[]>({
  id: 'unknown-tools',
  after: [tools],
  declared: (capabilities) => isObject(member(capabilities, 'tools')),
  gather: async (session, views) => {
    const listed = new Set(views(tools).items.map((item) => text(item, 'name')));
    await Promise.all(
      Object.entries(VARIANTS)
        .filter(([, name]) => !listed.has(name))
        .map(([variant, name]) =>
          session.request(
            'tools/call',
            { name, arguments: {} },
            { tag: variant, ...(variant === 'a string id' ? { id: 'assay-unknown-tool' } : {}) },
          ),
        ),
    );
  },
  read: (recording) =>
    recording.exchanges
      .filter((exchange) => exchange.by === 'artifact:unknown-tools' && exchange.method === 'tools/call')
      .filter((exchange) => !refusedOutside(exchange))
      .filter((exchange) => resultOf(exchange) !== undefined || errorOf(exchange) !== undefined)
      .map((exchange) => ({
        name: VARIANTS[exchange.tag ?? ''] ?? '',
        variant: exchange.tag ?? '',
        exchange,
      })),
});

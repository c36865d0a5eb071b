// What each replica says of itself and offers, side by side; items are compared by name, whatever their order.

import { isObject, member, resultOf } from '../kernel/look.ts';
import type { Exchange, Recording } from '../kernel/recording.ts';
import { part, taggedWith } from './tags.ts';

export interface Side {
  /** `replica-1`, or `target-2` for the second visit to the balanced address. */
  readonly name: string;
  readonly opening: Exchange;
  readonly identity: string;
  readonly version: string;
  readonly capabilities: string;
  readonly instructions: string;
  /** Revisions it answered to. */
  readonly speaks: string;
  /** By method: names in order, and the text of each item. */
  readonly lists: ReadonlyMap<string, Listed>;
}

export interface Listed {
  readonly exchanges: readonly Exchange[];
  readonly names: readonly string[];
  readonly items: ReadonlyMap<string, string>;
}

const MEMBERS: Readonly<Record<string, string>> = {
  'tools/list': 'tools',
  'resources/list': 'resources',
  'resources/templates/list': 'resourceTemplates',
  'prompts/list': 'prompts',
};

export function sidesOf(recording: Recording): readonly Side[] {
  const all = taggedWith(recording, 'skew/');
  const names = [...new Set(all.map((exchange) => part(exchange, 1)))];
  return names.flatMap((name): Side[] => {
    const own = all.filter((exchange) => part(exchange, 1) === name);
    const opening = own.find((exchange) => part(exchange, 2) === 'opening');
    const result = resultOf(opening);
    if (opening === undefined || result === undefined) return [];
    const info = result['serverInfo'] ?? member(result['_meta'], 'io.modelcontextprotocol/serverInfo');
    return [
      {
        name,
        opening,
        identity: String(member(info, 'name') ?? ''),
        version: String(member(info, 'version') ?? ''),
        capabilities: sorted(result['capabilities']),
        instructions: String(result['instructions'] ?? ''),
        speaks: speaksOf(own, result),
        lists: listsOf(own),
      },
    ];
  });
}

function speaksOf(own: readonly Exchange[], opening: object): string {
  const others = own
    .filter((exchange) => part(exchange, 2) === 'speaks')
    .map((exchange) => {
      const result = resultOf(exchange);
      const chosen = member(result, 'protocolVersion') ?? sorted(member(result, 'supportedVersions'));
      return `${part(exchange, 3)}: ${result === undefined ? 'no' : String(chosen)}`;
    });
  return [String(member(opening, 'protocolVersion') ?? sorted(member(opening, 'supportedVersions'))), ...others].join(
    ', ',
  );
}

function listsOf(own: readonly Exchange[]): ReadonlyMap<string, Listed> {
  const lists = new Map<string, Listed>();
  for (const [method, key] of Object.entries(MEMBERS)) {
    const exchanges = own.filter((exchange) => part(exchange, 2) === 'list' && exchange.method === method);
    // A page that was refused says nothing about what would be in it.
    if (exchanges.length === 0 || exchanges.some((exchange) => resultOf(exchange) === undefined)) continue;
    const items = exchanges.flatMap((exchange) => {
      const page = resultOf(exchange)?.[key];
      return Array.isArray(page) ? page : [];
    });
    const named = items.map((item): [string, string] => [
      String(member(item, 'name') ?? member(item, 'uri') ?? member(item, 'uriTemplate') ?? ''),
      sorted(item),
    ]);
    lists.set(method, { exchanges, names: named.map(([name]) => name), items: new Map(named) });
  }
  return lists;
}

/** JSON with sorted keys. */
export function sorted(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(sorted).join(',')}]`;
  if (!isObject(value)) return JSON.stringify(value) ?? 'null';
  const members = Object.keys(value).toSorted();
  return `{${members.map((key) => `${JSON.stringify(key)}:${sorted(value[key])}`).join(',')}}`;
}

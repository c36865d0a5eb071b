// Reads of the resources that the target lists: the contents many rules judge.

import { artifact } from '../kernel/check.ts';
import { isObject, member, resultOf } from '../kernel/look.ts';
import type { Exchange, JsonObject } from '../kernel/recording.ts';
import type { Listed } from './listing.ts';
import { text } from './listing.ts';
import { resources } from './resources.ts';

/** Resources read at most. */
export const READ_LIMIT = 10;

export interface ResourceRead {
  readonly uri: string;
  readonly resource: Listed;
  readonly exchange: Exchange;
  readonly result?: JsonObject;
  /** The entries of `contents`, whatever they are. */
  readonly contents: readonly unknown[];
}

const by = 'artifact:resource-reads';

/** Resources that a client may load from the web by itself need not be readable through the server. */
export const isWeb = (uri: string): boolean => /^https?:/iu.test(uri);

/** First and last of a list, and what lies evenly between: a fault of one page or one template is met. */
export function sample<T>(items: readonly T[], limit: number): readonly T[] {
  if (items.length <= limit) return items;
  const step = (items.length - 1) / (limit - 1);
  return Array.from({ length: limit }, (_, index) => items[Math.round(index * step)] as T);
}

export const resourceReads = artifact<readonly ResourceRead[]>({
  id: 'resource-reads',
  after: [resources],
  declared: (capabilities) => isObject(member(capabilities, 'resources')),
  gather: async (session, views) => {
    const uris = [...new Set(views(resources).items.map((item) => text(item, 'uri')))].filter(
      (uri) => uri !== undefined,
    );
    await Promise.all(
      sample(uris, READ_LIMIT).map((uri, index) =>
        session.request('resources/read', { uri }, { tag: uri, progressToken: `read-${index}` }),
      ),
    );
  },
  read: (recording, views) => {
    const byUri = new Map(views(resources).items.map((item) => [text(item, 'uri'), item]));
    return recording.exchanges
      .filter((exchange) => exchange.by === by && exchange.method === 'resources/read')
      .flatMap((exchange): ResourceRead[] => {
        const uri = member(member(exchange.sent.json, 'params'), 'uri');
        const resource = typeof uri === 'string' ? byUri.get(uri) : undefined;
        if (typeof uri !== 'string' || resource === undefined) return [];
        const result = resultOf(exchange);
        const contents = member(result, 'contents');
        return [
          { uri, resource, exchange, ...(result ? { result } : {}), contents: Array.isArray(contents) ? contents : [] },
        ];
      });
  },
});

// Every entry of every resources/read answer, whoever asked, with the URI that was asked for.

import { artifact } from '../kernel/check.ts';
import type { Where } from '../kernel/check.ts';
import { at, isObject, member, resultOf } from '../kernel/look.ts';
import type { Exchange, JsonObject } from '../kernel/recording.ts';
import { resourceReads } from './resource-reads.ts';

export interface Contents {
  readonly uri: string;
  readonly value: JsonObject;
  readonly index: number;
  readonly exchange: Exchange;
  readonly where: Where;
}

export const resourceContents = artifact<readonly Contents[]>({
  id: 'resource-contents',
  after: [resourceReads],
  declared: (capabilities) => isObject(member(capabilities, 'resources')),
  read: (recording) =>
    recording.exchanges
      .filter((exchange) => exchange.method === 'resources/read')
      .flatMap((exchange) => {
        const uri = member(member(exchange.sent.json, 'params'), 'uri');
        const contents = member(resultOf(exchange), 'contents');
        if (typeof uri !== 'string' || !Array.isArray(contents)) return [];
        return contents.flatMap((value: unknown, index): Contents[] =>
          isObject(value) ? [{ uri, value, index, exchange, where: at(exchange, 'result', 'contents', index) }] : [],
        );
      }),
});

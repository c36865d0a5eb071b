// Every complete result that caching is defined for (2026-07-28, server/utilities/caching), whoever asked.

import { artifact } from '../kernel/check.ts';
import { resultOf } from '../kernel/look.ts';
import type { Exchange, JsonObject } from '../kernel/recording.ts';
import { prompts } from './prompts.ts';
import { resourceReads } from './resource-reads.ts';
import { resourceTemplates } from './resource-templates.ts';
import { isComplete } from './safe-calls.ts';
import { tools } from './tools.ts';

export interface CacheableResult {
  readonly exchange: Exchange;
  readonly result: JsonObject;
}

const METHODS: ReadonlySet<string> = new Set([
  'server/discover',
  'tools/list',
  'prompts/list',
  'resources/list',
  'resources/templates/list',
  'resources/read',
]);

export const cacheable = artifact<readonly CacheableResult[]>({
  id: 'cacheable-results',
  after: [tools, prompts, resourceTemplates, resourceReads],
  read: (recording) =>
    recording.exchanges
      .filter((exchange) => METHODS.has(exchange.method))
      .flatMap((exchange) => {
        const result = resultOf(exchange);
        return result === undefined || !isComplete(result) ? [] : [{ exchange, result }];
      }),
});

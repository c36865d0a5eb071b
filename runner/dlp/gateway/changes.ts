// What a gateway changed though nothing was to be hidden there: members lost or rewritten in results and tools.

import type { Alteration } from '../../../suites/dlp/gateway/rows.ts';
import { isObject, resultOf } from '../../../suites/kernel/look.ts';
import type { Exchange, JsonObject } from '../../../suites/kernel/recording.ts';
import type { Asked } from './ask.ts';
import type { Case } from './corpus.ts';
import { ordinaryTools } from './listed.ts';

interface Counted {
  where: string;
  what: string;
  times: number;
  exchange: string;
}

export class Changes {
  readonly #counted = new Map<string, Counted>();

  /** Ordinary tools as they are listed: nothing in them is planted. */
  tools({ tools, renamed }: Asked): void {
    const exchange = tools.exchanges[0]?.id ?? '';
    if (tools.items.length === 0) return;
    for (const sent of ordinaryTools()) {
      const wanted = String(sent['name']);
      const name = renamed.get(wanted) ?? wanted;
      const got = tools.items.find((item) => item['name'] === name);
      if (name !== wanted) this.#count('tools', 'name changed', exchange);
      if (got === undefined) this.#count('tools', 'left out of the list', exchange);
      else this.#differences('tools', { ...sent, name }, got, exchange);
    }
  }

  /** A result whose text came through whole. */
  result(one: Case, exchange: Exchange, sent: JsonObject): void {
    const got = resultOf(exchange);
    if (got !== undefined) this.#differences(one.channel, sent, got, exchange.id);
  }

  /** A look-alike whose channel was not there in an answer, or that was not answered. */
  missing(one: Case, how: 'missing' | 'lost', exchange: string): void {
    this.#count(one.channel, how === 'missing' ? 'not in the answer' : 'not served', exchange);
  }

  all(): readonly Alteration[] {
    return [...this.#counted.values()].toSorted((a, b) => b.times - a.times);
  }

  /** Members that were sent; what a gateway adds is its own affair. */
  #differences(where: string, sent: JsonObject, got: JsonObject, exchange: string): void {
    for (const what of differences(sent, got, '', 0)) this.#count(where, what, exchange);
  }

  #count(where: string, what: string, exchange: string): void {
    const key = `${where}\n${what}`;
    const known = this.#counted.get(key);
    if (known === undefined) this.#counted.set(key, { where, what, times: 1, exchange });
    else known.times += 1;
  }
}

function differences(sent: unknown, got: unknown, path: string, depth: number): readonly string[] {
  const name = path === '' ? 'the whole' : path;
  if (got === undefined) return [`${name} removed`];
  if (Array.isArray(sent)) {
    if (!Array.isArray(got)) return [`${name} changed`];
    if (got.length !== sent.length) return [`${name} has other items`];
    return unique(sent.flatMap((item, index) => differences(item, got[index], path, depth + 1)));
  }
  if (isObject(sent)) {
    if (!isObject(got)) return [`${name} changed`];
    if (depth > 20) return [];
    return unique(
      Object.entries(sent).flatMap(([key, item]) =>
        differences(item, got[key], path === '' ? key : `${path}.${key}`, depth + 1),
      ),
    );
  }
  return sent === got ? [] : [`${name} changed`];
}

const unique = (all: readonly string[]): readonly string[] => [...new Set(all)];

// Reads a recorded tool call: what was asked, whether it was carried out, what was said.

import { isObject, member, resultOf } from '../kernel/look.ts';
import type { Exchange, Json, JsonObject } from '../kernel/recording.ts';

/** The arguments of a recorded call; `undefined` where the member was left out. */
export const argumentsOf = (exchange: Exchange): Json | undefined =>
  member(member(exchange.sent.json, 'params'), 'arguments') as Json | undefined;

/** The tool a recorded call names. */
export const toolOf = (exchange: Exchange): string | undefined => {
  const name = member(member(exchange.sent.json, 'params'), 'name');
  return typeof name === 'string' ? name : undefined;
};

export const isFlagged = (exchange: Exchange): boolean => {
  const flag = member(resultOf(exchange), 'isError');
  return flag !== undefined && flag !== false;
};

/** A result that says the call was carried out: not an error, not a question back, not a task under way. */
export function succeeded(exchange: Exchange): JsonObject | undefined {
  const result = resultOf(exchange);
  if (result === undefined || isFlagged(exchange)) return undefined;
  const type = result['resultType'];
  if ((type !== undefined && type !== 'complete') || isObject(result['task'])) return undefined;
  return result;
}

/** Text blocks of a result, together. */
export function textOf(exchange: Exchange): string {
  const content = member(resultOf(exchange), 'content');
  if (!Array.isArray(content)) return '';
  return content
    .map((block: unknown) => member(block, 'text'))
    .filter((t) => typeof t === 'string')
    .join('\n');
}

/** All texts in a JSON value. */
export function leaves(value: unknown): readonly string[] {
  const out: string[] = [];
  gatherLeaves(value, out);
  return out;
}

function gatherLeaves(value: unknown, out: string[]): void {
  if (typeof value === 'string') out.push(value);
  else if (Array.isArray(value)) for (const inner of value) gatherLeaves(inner, out);
  else if (isObject(value))
    for (const key of Object.keys(value)) {
      out.push(key);
      gatherLeaves(value[key], out);
    }
}

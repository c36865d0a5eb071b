// A long message cut down to what findings point at: everything beside the way to those places becomes a short mark, so
// that each JSON pointer still leads to its place and a report stays readable however much a target says.

import { isObject } from '../../suites/kernel/look.ts';
import type { JsonObject } from '../../suites/kernel/recording.ts';

/** Characters of a value that is pointed at, and of values beside the way. */
const WHOLE = 1500;
const BESIDE = 60;
/** Places of one message that are kept. */
const PLACES = 25;

type Path = readonly string[];

export function cutAround(message: unknown, pointers: readonly string[]): string {
  const paths = [...new Set(pointers)].slice(0, PLACES).map(tokensOf);
  return JSON.stringify(kept(message, paths.length === 0 ? [[]] : paths));
}

/** An object as it is; of one that is longer than anybody reads, what its members are. */
export const boundedObject = (value: JsonObject, most = 20_000): JsonObject => shortened(value, most) as JsonObject;

const tokensOf = (pointer: string): Path =>
  pointer
    .split('/')
    .slice(1)
    .map((token) => token.replaceAll('~1', '/').replaceAll('~0', '~'));

function kept(value: unknown, paths: readonly Path[]): unknown {
  if (paths.some((path) => path.length === 0)) return shortened(value, WHOLE);
  const below = (key: string): Path[] => paths.filter(([first]) => first === key).map((path) => path.slice(1));
  const inside = (key: string, member: unknown): unknown => {
    const further = below(key);
    return further.length > 0 ? kept(member, further) : shortened(member, BESIDE);
  };
  if (Array.isArray(value)) {
    const last = Math.max(-1, ...paths.map(([first]) => Number(first)).filter((index) => index < value.length));
    const shown = value.slice(0, last + 1).map((item, index) => inside(String(index), item));
    return last + 1 < value.length ? [...shown, `… ${value.length - last - 1} more`] : shown;
  }
  if (!isObject(value)) return shortened(value, WHOLE);
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, inside(key, member)]));
}

/** The value itself where it is short; else the beginning of a text, the names of an object, the size of a list. */
function shortened(value: unknown, most: number): unknown {
  const text = JSON.stringify(value) ?? 'null';
  if (text.length <= most) return value;
  if (typeof value === 'string') return `${value.slice(0, most)}… ${value.length - most} characters more`;
  if (most <= BESIDE) return '…';
  if (Array.isArray(value))
    return [...value.slice(0, 5).map((item) => shortened(item, BESIDE)), `… ${value.length} items`];
  const members = Object.entries(value as object).map(([key, member]) => [key, shortened(member, BESIDE * 4)] as const);
  return Object.fromEntries(members.slice(0, 40));
}

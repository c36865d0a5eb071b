// Holds one value, or one text, against what a contract says of it; a complaint in words, or nothing.

import { canonical } from '../generation/plain.ts';
import { linear } from '../generation/validator.ts';
import { brief, isObject } from '../kernel/look.ts';
import type { Json } from '../kernel/recording.ts';
import type { TextMatcher, ValueMatcher } from './format.ts';
import { query } from './json-path.ts';

const DEMANDS = new Set(['equals', 'type', 'contains', 'matches', 'minimum', 'maximum', 'length', 'exists', 'of']);

/** An object of demands, and not an object to be equal to. */
export const isMatcher = (value: unknown): value is ValueMatcher =>
  isObject(value) && Object.keys(value).length > 0 && Object.keys(value).every((key) => DEMANDS.has(key));

const quoted = (value: unknown): string => brief(JSON.stringify(value) ?? 'nothing', 80);

/** What is wrong with the values that a path found, by a matcher. */
export function pathComplaint(path: string, root: unknown, wanted: Json | ValueMatcher): string | undefined {
  const found = query(path, root);
  const matcher: ValueMatcher = isMatcher(wanted) ? wanted : { equals: wanted as Json };
  if (matcher.exists === false) return found.length === 0 ? undefined : `${path} is there: ${quoted(found[0])}`;
  if (found.length === 0) return `${path} finds nothing`;
  const complaints = found.map((value) => valueComplaint(value, matcher));
  if (matcher.of === 'any') return complaints.includes(undefined) ? undefined : `${path}: ${complaints[0] ?? ''}`;
  const first = matcher.of === 'all' ? complaints.find((one) => one !== undefined) : complaints[0];
  return first === undefined ? undefined : `${path}: ${first}`;
}

export function valueComplaint(value: unknown, matcher: ValueMatcher): string | undefined {
  if (matcher.equals !== undefined && canonical(value) !== canonical(matcher.equals))
    return `${quoted(value)} is not ${quoted(matcher.equals)}`;
  if (matcher.type !== undefined && !isOf(value, matcher.type)) return `${quoted(value)} is no ${matcher.type}`;
  if (matcher.contains !== undefined && !contains(value, matcher.contains))
    return `${quoted(value)} does not contain ${quoted(matcher.contains)}`;
  if (matcher.matches !== undefined && !(typeof value === 'string' && matches(matcher.matches, value)))
    return `${quoted(value)} does not match ${matcher.matches}`;
  if (matcher.minimum !== undefined && !(typeof value === 'number' && value >= matcher.minimum))
    return `${quoted(value)} is below ${matcher.minimum}`;
  if (matcher.maximum !== undefined && !(typeof value === 'number' && value <= matcher.maximum))
    return `${quoted(value)} is above ${matcher.maximum}`;
  if (matcher.length !== undefined && lengthOf(value) !== matcher.length)
    return `its length is ${lengthOf(value) ?? 'none'}, not ${matcher.length}`;
  return undefined;
}

function isOf(value: unknown, type: NonNullable<ValueMatcher['type']>): boolean {
  if (type === 'integer') return Number.isInteger(value);
  if (type === 'array') return Array.isArray(value);
  if (type === 'null') return value === null;
  return type === 'object' ? isObject(value) : typeof value === type;
}

function contains(value: unknown, part: Json): boolean {
  if (typeof value === 'string') return typeof part === 'string' && value.includes(part);
  if (Array.isArray(value)) return value.some((item) => canonical(item) === canonical(part));
  if (!isObject(value) || !isObject(part)) return false;
  return Object.entries(part).every(
    ([key, inner]) => Object.hasOwn(value, key) && canonical(value[key]) === canonical(inner),
  );
}

const lengthOf = (value: unknown): number | undefined =>
  typeof value === 'string' || Array.isArray(value)
    ? value.length
    : isObject(value)
      ? Object.keys(value).length
      : undefined;

/** A pattern that the linear engine cannot express never matches; the loader refuses it first. */
export const matches = (pattern: string, text: string): boolean => linear(pattern)?.(text) ?? false;

export function textComplaint(text: string, wanted: string | TextMatcher): string | undefined {
  const matcher: TextMatcher = typeof wanted === 'string' ? { contains: wanted } : wanted;
  for (const part of [matcher.contains ?? []].flat())
    if (!text.includes(part)) return `the text does not contain ${quoted(part)}: ${quoted(text)}`;
  for (const part of [matcher.absent ?? []].flat()) if (text.includes(part)) return `the text contains ${quoted(part)}`;
  if (matcher.equals !== undefined && text !== matcher.equals)
    return `the text is ${quoted(text)}, not ${quoted(matcher.equals)}`;
  if (matcher.matches !== undefined && !matches(matcher.matches, text))
    return `the text does not match ${matcher.matches}: ${quoted(text)}`;
  return undefined;
}

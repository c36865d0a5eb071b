// One spelling for every JSON value (RFC 8785, JSON Canonicalization Scheme), and digests over it: equal content, equal digest.

import { createHash } from 'node:crypto';

/**
 * The canonical text: members sorted by UTF-16 code units, no white space, numbers and strings as ECMAScript writes them
 * (RFC 8785, section 3.2). What JSON cannot hold (`undefined`, functions) is left out of objects and null in arrays.
 *
 * @throws RangeError for a number that is not finite, which JSON cannot say.
 */
export function canonicalJson(value: unknown): string {
  const parts: string[] = [];
  write(value, parts);
  return parts.join('');
}

function write(value: unknown, parts: string[]): void {
  if (value === null || value === undefined || typeof value === 'function') parts.push('null');
  else if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new RangeError(`${value} is no JSON number`);
    parts.push(JSON.stringify(value));
  } else if (typeof value !== 'object') parts.push(JSON.stringify(value) ?? 'null');
  else if (Array.isArray(value)) {
    parts.push('[');
    value.forEach((item, index) => {
      if (index > 0) parts.push(',');
      write(item, parts);
    });
    parts.push(']');
  } else writeObject(value as Readonly<Record<string, unknown>>, parts);
}

function writeObject(object: Readonly<Record<string, unknown>>, parts: string[]): void {
  parts.push('{');
  let first = true;
  // The default order of sort is by UTF-16 code units, which is what section 3.2.3 asks for.
  for (const key of Object.keys(object).toSorted()) {
    const value = object[key];
    if (value === undefined || typeof value === 'function') continue;
    if (!first) parts.push(',');
    first = false;
    parts.push(JSON.stringify(key), ':');
    write(value, parts);
  }
  parts.push('}');
}

export const digestOfText = (text: string): string =>
  `sha256-${createHash('sha256').update(text, 'utf8').digest('base64url')}`;

/** SHA-256 over the canonical text. */
export const digestOf = (value: unknown): string => digestOfText(canonicalJson(value));

/** The same value with members in canonical order, for files that people read and compare. */
export function inOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inOrder);
  if (typeof value !== 'object' || value === null) return value;
  const object = value as Readonly<Record<string, unknown>>;
  return Object.fromEntries(
    Object.keys(object)
      .toSorted()
      .map((key) => [key, inOrder(object[key])]),
  );
}

export const same = (one: unknown, other: unknown): boolean =>
  one === other || canonicalJson(one) === canonicalJson(other);

// What no JSON Schema can see in a message: duplicate keys, batches, null for absent, reserved names.

import { escapePointer, isObject } from '../kernel/look.ts';
import type { Revision } from '../kernel/revision.ts';

export interface DuplicateKey {
  /** RFC 6901; where the key occurs twice or more. */
  readonly pointer: string;
  readonly key: string;
}

/** An object or array that the scan is inside of. */
interface Open {
  readonly seen: Set<string> | undefined;
  readonly pointer: string;
  key: string;
  index: number;
  expectsKey: boolean;
}

/** More than this of one text says nothing new. */
const MOST = 100;

/**
 * Keys that occur more than once in one object of a JSON text (RFC 8259, section 4: names should be unique, what a
 * receiver does with doubles is unpredictable). One pass, no recursion; text that is no JSON yields what was found.
 */
export function duplicateKeys(raw: string): readonly DuplicateKey[] {
  const found: DuplicateKey[] = [];
  const stack: Open[] = [];
  for (let at = 0; at < raw.length && found.length < MOST;) {
    const letter = raw[at];
    const inside = stack.at(-1);
    if (letter === '"') {
      const end = endOfString(raw, at);
      if (inside?.seen !== undefined && inside.expectsKey) note(inside, inside.seen, textOf(raw.slice(at, end)), found);
      at = end;
      continue;
    }
    if (letter === '{' || letter === '[') stack.push(opened(letter === '{', inside));
    else if (letter === '}' || letter === ']') stack.pop();
    else if (letter === ',' && inside !== undefined) {
      inside.index += 1;
      inside.expectsKey = inside.seen !== undefined;
    }
    at += 1;
  }
  return found;
}

function opened(isMap: boolean, inside: Open | undefined): Open {
  const step = inside === undefined ? '' : `/${escapePointer(inside.seen === undefined ? inside.index : inside.key)}`;
  return {
    seen: isMap ? new Set() : undefined,
    pointer: `${inside?.pointer ?? ''}${step}`,
    key: '',
    index: 0,
    expectsKey: isMap,
  };
}

function note(inside: Open, seen: Set<string>, key: string, found: DuplicateKey[]): void {
  if (seen.has(key)) found.push({ pointer: `${inside.pointer}/${escapePointer(key)}`, key });
  seen.add(key);
  inside.key = key;
  inside.expectsKey = false;
}

/** Index behind the closing quote of the string that opens at `at`. */
function endOfString(raw: string, at: number): number {
  for (let next = at + 1; next < raw.length; next += 1) {
    if (raw[next] === '\\') next += 1;
    else if (raw[next] === '"') return next + 1;
  }
  return raw.length;
}

function textOf(quoted: string): string {
  try {
    return String(JSON.parse(quoted));
  } catch {
    return quoted;
  }
}

export interface Lint {
  readonly lint: 'duplicate-key' | 'batch' | 'null' | 'reserved';
  readonly pointer: string;
  readonly got: string;
  readonly want: string;
}

/** Members of the envelope that are left out where there is nothing to say, never null (JSON-RPC 2.0, sections 4, 5). */
const ABSENT = ['params', 'result', 'error', 'id'] as const;

/** All lints of one frame: its text and what it parses to. */
export function lints(revision: Revision, raw: string, message: unknown): readonly Lint[] {
  const doubles = duplicateKeys(raw).map(({ pointer, key }): Lint => ({
    lint: 'duplicate-key',
    pointer,
    got: `the member ${JSON.stringify(key)} more than once`,
    want: 'each member once',
  }));
  if (!Array.isArray(message)) return [...doubles, ...envelope(message, '')];
  const parts = message.flatMap((part: unknown, index) => envelope(part, `/${index}`));
  // Only 2025-03-26 knows batches (2025-06-18, changelog: removed).
  if (revision === '2025-03-26' && message.length > 0) return [...doubles, ...parts];
  const batch: Lint = { lint: 'batch', pointer: '', got: `an array of ${message.length}`, want: 'one message' };
  return [...doubles, batch, ...parts];
}

function envelope(message: unknown, base: string): readonly Lint[] {
  if (!isObject(message)) return [];
  const found: Lint[] = [];
  for (const name of ABSENT) {
    if (message[name] !== null || !Object.hasOwn(message, name)) continue;
    // An error without a readable request has no id to repeat; JSON-RPC 2.0 asks for null there.
    if (name === 'id' && Object.hasOwn(message, 'error')) continue;
    found.push({ lint: 'null', pointer: `${base}/${name}`, got: 'null', want: `${name} left out, or a value` });
  }
  const { method } = message;
  if (typeof method === 'string' && method.startsWith('rpc.'))
    found.push({
      lint: 'reserved',
      pointer: `${base}/method`,
      got: JSON.stringify(method),
      want: 'no method that begins with "rpc.", which JSON-RPC 2.0 keeps for itself (section 4)',
    });
  return found;
}

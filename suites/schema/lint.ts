// What no JSON Schema can see in a message: duplicate keys, batches, null for absent, reserved names.

import { escapePointer, isObject } from '../kernel/look.ts';
import type { Revision } from '../kernel/revision.ts';

export interface DuplicateKey {
  /** RFC 6901; where the key occurs twice or more. */
  readonly pointer: string;
  readonly key: string;
}

/** An object or array that the scan is inside of; used again for the next one of the same depth. */
interface Open {
  isMap: boolean;
  readonly seen: Set<string>;
  key: string;
  index: number;
  expectsKey: boolean;
}

/** More than this of one text says nothing new. */
const MOST = 100;

const [QUOTE, COMMA, OPEN_MAP, CLOSE_MAP, OPEN_LIST, CLOSE_LIST, BACKSLASH] = [
  0x22, 0x2c, 0x7b, 0x7d, 0x5b, 0x5d, 0x5c,
];

/**
 * Keys that occur more than once in one object of a JSON text (RFC 8259, section 4: names should be unique, what a
 * receiver does with doubles is unpredictable). One pass, no recursion; text that is no JSON yields what was found.
 */
export function duplicateKeys(raw: string): readonly DuplicateKey[] {
  const found: DuplicateKey[] = [];
  const stack: Open[] = [];
  let depth = 0;
  for (let at = 0; at < raw.length && found.length < MOST; at += 1) {
    const inside = stack[depth - 1];
    switch (raw.charCodeAt(at)) {
      case QUOTE: {
        const end = endOfString(raw, at);
        if (inside?.isMap === true && inside.expectsKey) note(stack, depth, raw.slice(at + 1, end - 1), found);
        at = end - 1;
        break;
      }
      case OPEN_MAP:
      case OPEN_LIST:
        open(stack, depth, raw.charCodeAt(at) === OPEN_MAP);
        depth += 1;
        break;
      case CLOSE_MAP:
      case CLOSE_LIST:
        if (depth > 0) depth -= 1;
        break;
      case COMMA:
        if (inside === undefined) break;
        inside.index += 1;
        inside.expectsKey = inside.isMap;
        break;
      default:
    }
  }
  return found;
}

function open(stack: Open[], depth: number, isMap: boolean): void {
  const known = stack[depth];
  if (known === undefined) {
    stack.push({ isMap, seen: new Set(), key: '', index: 0, expectsKey: isMap });
    return;
  }
  if (known.seen.size > 0) known.seen.clear();
  known.isMap = isMap;
  known.index = 0;
  known.expectsKey = isMap;
}

function note(stack: readonly Open[], depth: number, written: string, found: DuplicateKey[]): void {
  const inside = stack[depth - 1];
  if (inside === undefined) return;
  const key = written.includes('\\') ? textOf(written) : written;
  inside.key = key;
  inside.expectsKey = false;
  if (inside.seen.has(key)) {
    const path = stack.slice(0, depth).map((one) => `/${escapePointer(one.isMap ? one.key : one.index)}`);
    found.push({ pointer: path.join(''), key });
  }
  inside.seen.add(key);
}

/** Index behind the closing quote of the string that opens at `at`. */
function endOfString(raw: string, at: number): number {
  for (let end = raw.indexOf('"', at + 1); end !== -1; end = raw.indexOf('"', end + 1)) {
    let slashes = 0;
    while (raw.charCodeAt(end - 1 - slashes) === BACKSLASH) slashes += 1;
    if (slashes % 2 === 0) return end + 1;
  }
  return raw.length + 1;
}

function textOf(written: string): string {
  try {
    return String(JSON.parse(`"${written}"`));
  } catch {
    return written;
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

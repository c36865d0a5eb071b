// What no JSON Schema can see because parsing hides it: members that stand twice in one object.
//
// The other things a schema leaves open have rules that look at the parsed message: arrays of messages
// (jsonrpc/single-messages), null beside or in place of a result (jsonrpc/response-not-both, schema/result-object), null
// as the id of a notification (jsonrpc/notification-without-id), reserved keys (schema/meta-reserved-prefix).

import { escapePointer } from '../kernel/look.ts';

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

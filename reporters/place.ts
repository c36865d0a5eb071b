// Finds the place that a JSON pointer names in the exact text of a message, without parsing the text anew: what is
// shown is what passed, duplicate keys and odd numbers included, even where the text is cut off after the place.

export interface Place {
  readonly start: number;
  readonly end: number;
}

const SPACE = /[\t\n\r ]/;
/** Characters that end a number or a literal. */
const STOP = /[\t\n\r ,\]}:]/;

function skipSpace(text: string, from: number): number {
  let at = from;
  while (at < text.length && SPACE.test(text[at] ?? '')) at += 1;
  return at;
}

/** End of the string that starts at `from` (a quote), or the end of the text. */
function endOfString(text: string, from: number): number {
  let at = from + 1;
  while (at < text.length) {
    if (text[at] === '\\') at += 2;
    else if (text[at] === '"') return at + 1;
    else at += 1;
  }
  return text.length;
}

function endOfValue(text: string, from: number): number {
  const first = text[from];
  if (first === '"') return endOfString(text, from);
  if (first !== '{' && first !== '[') {
    let at = from;
    while (at < text.length && !STOP.test(text[at] ?? '')) at += 1;
    return at;
  }
  let depth = 0;
  for (let at = from; at < text.length; at += 1) {
    const character = text[at];
    if (character === '"') at = endOfString(text, at) - 1;
    else if (character === '{' || character === '[') depth += 1;
    else if (character === '}' || character === ']') {
      depth -= 1;
      if (depth === 0) return at + 1;
    }
  }
  return text.length;
}

function decodeKey(raw: string): string {
  try {
    return String(JSON.parse(raw));
  } catch {
    return raw.slice(1, -1);
  }
}

function inObject(text: string, from: number, token: string): number | undefined {
  let found: number | undefined;
  let at = skipSpace(text, from + 1);
  while (text[at] === '"') {
    const keyEnd = endOfString(text, at);
    const colon = skipSpace(text, keyEnd);
    if (text[colon] !== ':') return found;
    const value = skipSpace(text, colon + 1);
    if (decodeKey(text.slice(at, keyEnd)) === token) found = value;
    at = skipSpace(text, endOfValue(text, value));
    if (text[at] !== ',') return found;
    at = skipSpace(text, at + 1);
  }
  return found;
}

function inArray(text: string, from: number, token: string): number | undefined {
  const wanted = Number(token);
  let at = skipSpace(text, from + 1);
  for (let index = 0; at < text.length && text[at] !== ']'; index += 1) {
    if (index === wanted) return at;
    at = skipSpace(text, endOfValue(text, at));
    if (text[at] !== ',') return undefined;
    at = skipSpace(text, at + 1);
  }
  return undefined;
}

const unescape = (token: string): string => token.replaceAll('~1', '/').replaceAll('~0', '~');

/**
 * The value that `pointer` names in the JSON text that starts at `from`; `undefined` where there is none. With `near`,
 * the closest ancestor that exists (never the whole document), for a member that is missing.
 */
export function placeOf(
  text: string,
  pointer: string,
  options: { from?: number; near?: boolean } = {},
): Place | undefined {
  let at = skipSpace(text, options.from ?? 0);
  if (text[at] !== '{' && text[at] !== '[') return undefined;
  const tokens = pointer === '' ? [] : pointer.slice(1).split('/').map(unescape);
  let depth = 0;
  for (const token of tokens) {
    const next = text[at] === '{' ? inObject(text, at, token) : text[at] === '[' ? inArray(text, at, token) : undefined;
    if (next === undefined || next >= text.length) {
      if (options.near === true && depth > 0) break;
      return undefined;
    }
    at = next;
    depth += 1;
  }
  return { start: at, end: endOfValue(text, at) };
}

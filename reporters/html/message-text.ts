// The text of a message for reading: JSON laid out line by line without being parsed, so that what is shown is what
// passed (odd numbers, duplicate keys, a cut end), with the place of the finding marked.

import type { Place } from '../place.ts';
import { markup, type Markup, trusted } from './markup.ts';

const TOKEN = /"(?:[^"\\]|\\.)*"?|[{}[\],:]|[^\s{}[\],:"]+|\s+/gy;
/** Characters of one message that are laid out; the rest is in the JSON report. */
const LIMIT = 20_000;

interface Piece {
  readonly text: string;
  readonly kind: 'key' | 'string' | 'other' | 'layout';
  /** Offset in the source; absent for what the layout adds. */
  readonly at?: number;
}

/** Pieces of one JSON text with line breaks and indents. */
function laidOut(text: string, from: number): Piece[] {
  const pieces: Piece[] = [];
  let depth = 0;
  let empty = false;
  const line = (): void => void pieces.push({ text: `\n${'  '.repeat(depth)}`, kind: 'layout' });
  TOKEN.lastIndex = from;
  for (let match = TOKEN.exec(text); match !== null; match = TOKEN.exec(text)) {
    const [token] = match;
    if (/^\s/.test(token)) continue;
    const closes = token === '}' || token === ']';
    if (closes) {
      depth = Math.max(0, depth - 1);
      if (!empty) line();
    } else if (empty) line();
    empty = token === '{' || token === '[';
    if (empty) depth += 1;
    const kind = token.startsWith('"')
      ? /^\s*:/.test(text.slice(TOKEN.lastIndex, TOKEN.lastIndex + 50))
        ? 'key'
        : 'string'
      : 'other';
    pieces.push({ text: token, kind, at: match.index });
    if (token === ',') line();
    if (token === ':') pieces.push({ text: ' ', kind: 'layout' });
    if (depth === 0 && closes) break;
  }
  return pieces;
}

/** Everything of an excerpt: heads and fields as they are, JSON laid out. */
function piecesOf(text: string): Piece[] {
  const pieces: Piece[] = [];
  let at = 0;
  for (const match of text.matchAll(/^(?:data: ?)?[ \t]*(?=[{[])/gm)) {
    const begin = match.index + match[0].length;
    if (begin < at) continue;
    pieces.push({ text: text.slice(at, begin), kind: 'other', at });
    const laid = laidOut(text, begin);
    pieces.push(...laid);
    const last = laid.findLast((piece) => piece.at !== undefined);
    at = last?.at === undefined ? begin : last.at + last.text.length;
  }
  pieces.push({ text: text.slice(at), kind: 'other', at });
  return pieces;
}

function shown(piece: Piece): Markup {
  if (piece.kind === 'key') return markup`<span class="k">${piece.text}</span>`;
  return piece.kind === 'string' ? markup`<span class="s">${piece.text}</span>` : markup`${piece.text}`;
}

/** The whole text, the place in a `mark`. */
export function messageText(source: string, place?: Place): Markup {
  const text = cutAround(source, place);
  const parts: Markup[] = [];
  let marked = false;
  for (const piece of piecesOf(text)) {
    const inside = place !== undefined && piece.at !== undefined && piece.at >= place.start && piece.at < place.end;
    if (inside && !marked) {
      parts.push(trusted('<mark>'));
      marked = true;
    }
    parts.push(shown(piece));
    if (marked && piece.at !== undefined && piece.at + piece.text.length >= (place?.end ?? 0)) {
      parts.push(trusted('</mark>'));
      marked = false;
    }
  }
  if (marked) parts.push(trusted('</mark>'));
  return markup`${parts}${text.length < source.length && markup`<span class="cut">… ${source.length - text.length} characters more in the JSON report</span>`}`;
}

function cutAround(text: string, place: Place | undefined): string {
  const end = Math.max(LIMIT, Math.min(text.length, (place?.end ?? 0) + 200));
  return text.length <= end ? text : text.slice(0, end);
}

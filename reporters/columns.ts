// How wide a text stands in a terminal, and how it is broken into lines of that width.

const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\u9fff\ua000-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6]|\p{Emoji_Presentation}|[\u{20000}-\u{3fffd}]/u;
const NARROW = /^[\u0020-\u007e]*$/;
const COMBINING = /^\p{Mark}$/u;

/** Columns that a text takes; the text holds no control characters. */
export function columnsOf(text: string): number {
  if (NARROW.test(text)) return text.length;
  let columns = 0;
  for (const character of text) if (!COMBINING.test(character)) columns += WIDE.test(character) ? 2 : 1;
  return columns;
}

/** Characters for each column at the most: marks take none, and a text may be made of them. */
const MARKS = 8;

/** Looks at no more of a text than could fit: it may be a megabyte long. */
const wider = (text: string, width: number): boolean => text.length > width * MARKS || columnsOf(text) > width;

/** The longest beginning of a text that fits, and the rest. */
function split(text: string, limit: number): readonly [string, string] {
  let columns = 0;
  let length = 0;
  for (const character of text) {
    columns += columnsOf(character);
    if (columns > limit || length >= limit * MARKS) break;
    length += character.length;
  }
  const taken = length === 0 ? String.fromCodePoint(text.codePointAt(0) ?? 0).length : length;
  return [text.slice(0, taken), text.slice(taken)];
}

/** Breaks a line at spaces, and inside words only where a word is wider than a line. */
export function wrap(text: string, limit: number): string[] {
  const width = Math.max(8, limit);
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    let rest = word;
    if (line !== '' && !wider(rest, width) && columnsOf(line) + 1 + columnsOf(rest) <= width) {
      line = `${line} ${rest}`;
      continue;
    }
    if (line !== '') lines.push(line);
    while (wider(rest, width)) {
      const [head, tail] = split(rest, width);
      lines.push(head);
      rest = tail;
    }
    line = rest;
  }
  if (line !== '' || lines.length === 0) lines.push(line);
  return lines;
}

/** At most `limit` columns; what is cut is marked. */
export function clip(text: string, limit: number): string {
  if (!wider(text, limit)) return text;
  return `${split(text, Math.max(1, limit - 1))[0]}…`;
}

/** Fills up with spaces to a width. */
export const padEnd = (text: string, width: number): string => text + ' '.repeat(Math.max(0, width - columnsOf(text)));
export const padStart = (text: string, width: number): string =>
  ' '.repeat(Math.max(0, width - columnsOf(text))) + text;

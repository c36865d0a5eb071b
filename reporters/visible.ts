// Text of a target is hostile until shown otherwise: whatever could move a cursor, hide or reorder is written out.

/**
 * Controls (C0, C1, DEL), bidirectional marks, zero-width and tag characters, line separators, lone surrogates.
 * Line feed and tab are the caller's: a text of several lines is split first.
 */
const RANGES: readonly string[] = [
  String.raw`\u{0}-\u{1f}\u{7f}-\u{9f}`, // C0, DEL, C1
  String.raw`\u{ad}\u{61c}\u{200b}-\u{200f}\u{2028}-\u{202e}\u{2060}-\u{206f}\u{feff}\u{fff9}-\u{fffb}`, // format, bidi
  String.raw`\u{115f}\u{1160}\u{17b4}\u{17b5}\u{3164}\u{ffa0}\u{34f}\u{180b}-\u{180e}\u{fe00}-\u{fe0f}`, // blank fillers
  String.raw`\u{e0000}-\u{e0fff}`, // tags and further variation selectors
];
const INVISIBLE = new RegExp(String.raw`[${RANGES.join('')}]|\p{Surrogate}`, 'gu');

const SHORT: Readonly<Record<string, string>> = {
  '\n': String.raw`\n`,
  '\r': String.raw`\r`,
  '\t': String.raw`\t`,
  '\u001b': String.raw`\e`,
};

/** One line, with every invisible character written as an escape: `\u{202e}`. */
export function visible(text: string): string {
  return text.replace(INVISIBLE, (found) => SHORT[found] ?? `\\u{${(found.codePointAt(0) ?? 0).toString(16)}}`);
}

/** Several lines: line feeds stay, everything else invisible is written out. */
export function visibleLines(text: string): string[] {
  return text.split(/\r?\n/).map(visible);
}

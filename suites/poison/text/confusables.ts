// Letters of other scripts that look like Latin ones, so that a borrowed name can be read as the name it imitates.

/** Cyrillic, Greek, Armenian, Cherokee and a few others; from the shapes of Unicode TR 39, only pairs a reader would miss. */
const LOOKALIKES: Readonly<Record<string, string>> = {
  a: 'аαɑ',
  b: 'Ьƅ',
  c: 'сϲᴄ',
  d: 'ԁ',
  e: 'еҽ℮',
  g: 'ɡց',
  h: 'һհ',
  i: 'іιıӏɩ',
  j: 'јϳ',
  k: 'κк',
  l: 'ⅼ',
  m: 'ⅿм',
  n: 'ոп',
  o: 'оοօσ',
  p: 'рρ',
  q: 'ԛգ',
  r: 'гᴦ',
  s: 'ѕꜱ',
  t: 'тτ',
  u: 'υս',
  v: 'νѵᴠ',
  w: 'ѡԝω',
  x: 'хχ',
  y: 'уγү',
  z: 'ᴢ',
  A: 'АΑᎪ',
  B: 'ВΒᏴ',
  C: 'СϹᏟ',
  D: 'Ꭰ',
  E: 'ЕΕᎬ',
  F: 'Ϝ',
  G: 'Ԍ',
  H: 'НΗᎻ',
  I: 'ІΙӀ',
  J: 'ЈᎫ',
  K: 'КΚᏦ',
  L: 'Ꮮ',
  M: 'МΜᎷ',
  N: 'Ν',
  O: 'ОΟՕ',
  P: 'РΡᏢ',
  Q: 'Ԛ',
  S: 'ЅՏᏚ',
  T: 'ТΤᎢ',
  U: 'Ս',
  V: 'ѴᏙ',
  W: 'ԜᎳ',
  X: 'ХΧ',
  Y: 'УΥҮ',
  Z: 'ΖᏃ',
};

const LATIN_OF: ReadonlyMap<string, string> = new Map(
  Object.entries(LOOKALIKES).flatMap(([latin, others]) => Array.from(others, (other) => [other, latin] as const)),
);

const BEYOND = /[^\u0000-\u007f]/;

export const isAscii = (text: string): boolean => !BEYOND.test(text);

/** Anything that could be read as a Latin letter without being one. */
const SUSPECT =
  /[\u00aa\u0251-\u0280\u0370-\u058f\u13a0-\u13ff\u1d00-\u1dbf\u2100-\u217f\u24b6-\u24e9\uff21-\uff5a\ua731\ud835\ud83c]/;

/** Compatibility forms (full width, mathematical alphabets) and lookalikes replaced by the letters they imitate. */
export function unconfused(text: string): string {
  if (isAscii(text) || !SUSPECT.test(text)) return text;
  let out = '';
  for (const char of text.normalize('NFKC')) out += LATIN_OF.get(char) ?? char;
  return out;
}

const WORDS = /[\p{L}\p{N}_]+/gu;
const LATIN = /\p{Script=Latin}/u;
const FOREIGN = /[\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Armenian}\p{Script=Cherokee}]/u;
/** Forms that normalize to plain letters and have no other use in running text: mathematical and enclosed alphabets. */
const STYLED = /[\u{1d400}-\u{1d7ff}\u24b6-\u24e9\u{1f130}-\u{1f189}]/u;

export interface Disguise {
  readonly word: string;
  readonly reads: string;
  readonly kind: 'mixed scripts' | 'lookalike letters' | 'styled letters';
}

/** Small letters that nobody who knows both scripts takes for the Latin ones: they look like small capitals. */
const UNLIKE = /[\u043a\u043c\u0442\u0433\u043f]/;

const SCRIPTS: readonly (readonly [string, RegExp])[] = ['Cyrillic', 'Greek', 'Armenian', 'Cherokee'].map((script) => [
  script,
  new RegExp(`\\p{Script=${script}}`, 'gu'),
]);
/** So many letters of words that can be read in no other script are a text in that script. */
const LETTERS_OF_A_TEXT = 8;

/** Scripts, beside Latin, in which these texts are written. */
export function scriptsOf(texts: readonly string[]): ReadonlySet<string> {
  const found = new Set<string>();
  const beyond = texts.filter((text) => !isAscii(text));
  if (beyond.length === 0) return found;
  const own = beyond
    .flatMap((text) => text.match(WORDS) ?? [])
    .filter((word) => !isAscii(unconfused(word)) && !LATIN.test(word));
  for (const [script, letters] of SCRIPTS) {
    const count = own.reduce((sum, word) => sum + (word.match(letters)?.length ?? 0), 0);
    if (count >= LETTERS_OF_A_TEXT) found.add(script);
  }
  return found;
}

/**
 * Words that read as Latin but are not written so. A word wholly in one other script counts only as a `name`, and not
 * where the texts around it are in that script (`written`): then it is a word of their language.
 */
export function disguises(text: string, name = false, written: ReadonlySet<string> = new Set()): Disguise[] {
  if (!SUSPECT.test(text)) return [];
  const found: Disguise[] = [];
  for (const [word] of text.matchAll(WORDS)) {
    if (isAscii(word)) continue;
    const reads = unconfused(word);
    if (reads === word || !isAscii(reads)) continue;
    const kind = disguiseOf(word, name, written);
    if (kind !== undefined) found.push({ word, reads, kind });
  }
  return found;
}

function disguiseOf(word: string, name: boolean, written: ReadonlySet<string>): Disguise['kind'] | undefined {
  const long = Array.from(word).length > 2;
  // Units and formulas (μs, Ωm, Δt) mix scripts in words of two letters.
  if (LATIN.test(word) && FOREIGN.test(word)) return long ? 'mixed scripts' : undefined;
  if (STYLED.test(word)) return long ? 'styled letters' : undefined;
  if (!name || UNLIKE.test(word)) return undefined;
  const native = SCRIPTS.some(([script, letters]) => written.has(script) && word.match(letters) !== null);
  return native ? undefined : 'lookalike letters';
}

// Text that matches a pattern, also where the pattern uses what the generator cannot follow (look-around).

import fc from 'fast-check';

import { tooHeavy } from './pattern-weight.ts';
import { linear } from './validator.ts';

export interface PatternText {
  readonly arbitrary: fc.Arbitrary<string>;
  /** Says whether a text matches; `undefined` where nothing safe can say it. */
  readonly matches: ((text: string) => boolean) | undefined;
  /** Texts of the arbitrary may miss: filter by `matches`. */
  readonly loose: boolean;
}

/** The pattern without its look-around groups, or unchanged. What remains matches a superset. */
export function withoutLookaround(pattern: string): string {
  let out = '';
  for (let i = 0; i < pattern.length;) {
    if (/^\(\?<?[=!]/u.test(pattern.slice(i, i + 4))) i = closing(pattern, i) + 1;
    else {
      const step = pattern[i] === '\\' ? 2 : 1;
      out += pattern.slice(i, i + step);
      i += step;
    }
  }
  return out;
}

/** Index of the parenthesis that closes the group opened at `open`. */
function closing(pattern: string, open: number): number {
  let depth = 0;
  let inClass = false;
  for (let i = open; i < pattern.length; i += 1) {
    const char = pattern[i];
    if (char === '\\') i += 1;
    else if (inClass) inClass = char !== ']';
    else if (char === '[') inClass = true;
    else if (char === '(') depth += 1;
    else if (char === ')') {
      depth -= 1;
      if (depth === 0) return i;
    }
  }
  return pattern.length;
}

function parsed(pattern: string): RegExp | undefined {
  for (const flags of ['u', ''])
    try {
      return new RegExp(pattern, flags);
    } catch {
      // The other reading may do; a pattern that neither takes is left to the loose fallback.
    }
  return undefined;
}

/** Backtracking is exponential in the text, so an engine that backtracks sees short texts only. */
const SHORT = 20;

function matcher(pattern: string): ((text: string) => boolean) | undefined {
  const safe = linear(pattern);
  if (safe !== undefined) return safe;
  const own = parsed(pattern);
  return own === undefined ? undefined : (text) => text.length <= SHORT && own.test(text);
}

/** `^[a-z]+$` with lengths said elsewhere: the lengths go into the pattern, else chance would hardly ever meet them. */
export function withLengths(pattern: string, min: number, max: number): string {
  const [, repeated, sign] = /^\^((?:\[(?:\\.|[^\]\\])+\]|\\[wdWD]))([+*])\$$/u.exec(pattern) ?? [];
  if (repeated === undefined) return pattern;
  const least = Math.max(min, sign === '+' ? 1 : 0);
  const most = Math.min(max, least + 12);
  return least > 2000 || most < least ? pattern : `^${repeated}{${least},${most}}$`;
}

export function textMatching(pattern: string, size: '-1' | '=' | '+1' = '-1'): PatternText {
  if (tooHeavy(pattern)) return { arbitrary: fc.string({ maxLength: 12 }), matches: undefined, loose: true };
  const matches = matcher(pattern);
  for (const candidate of [pattern, withoutLookaround(pattern)]) {
    const expression = parsed(candidate);
    if (expression === undefined) continue;
    try {
      const arbitrary = fc.stringMatching(expression, { size });
      fc.sample(arbitrary, { numRuns: 3, seed: 1 });
      return { arbitrary, matches, loose: candidate !== pattern || matches === undefined };
    } catch {
      // An assertion or escape that the generator does not follow: try the plainer form.
    }
  }
  return { arbitrary: fc.string({ maxLength: 12 }), matches, loose: true };
}

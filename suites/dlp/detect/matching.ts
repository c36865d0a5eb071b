// What detectors with a pattern share: patterns run at one place, and only the secret is the span.

import type { Place, Span } from './detector.ts';

/** Runs a sticky pattern at the place. */
export const sticky = (pattern: RegExp, { text, at }: Place): RegExpExecArray | null => {
  pattern.lastIndex = at;
  return pattern.exec(text);
};

export const whole = (found: RegExpExecArray | null, good: (found: RegExpExecArray) => boolean): Span | undefined =>
  found !== null && good(found) ? { from: found.index, to: found.index + found[0].length } : undefined;

/** The group, not what leads to it, is the secret. */
export function valueOf(found: RegExpExecArray | null, good: (value: string) => boolean): Span | undefined {
  const value = found?.[1];
  if (found === null || value === undefined || !good(value)) return undefined;
  const from = found.index + found[0].indexOf(value);
  return { from, to: from + value.length };
}

/** Passwords of documentation, and references in their place. */
const WORDS = /^(?:pass(?:word|wd)?|pwd|secret|user|admin|root|postgres|mysql|guest|token|test|changeme|\d{1,5})$/i;
const REFERENCES = /^(?:[A-Z_]+|\$\{.*|\$[A-Z_]+|%.*|:.*|\{.*|\[.*)$/;

export const common = (value: string): boolean => WORDS.test(value) || REFERENCES.test(value);

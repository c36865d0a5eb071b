// One pass over a text with all detectors: a table of how words begin, searches for fixed words, numbers, assignments.
//
// The text comes from strangers, so nothing here may take longer than the text is long: each place is looked at once,
// patterns are tried only where their first characters stand, and every repetition in them has a bound.

import type { Detector, Found, Place } from './detector.ts';
import { heavier } from './detector.ts';

export interface Scanner {
  /** All that is in a text; `key` is the name of the member that holds it. */
  (text: string, key?: string): readonly Found[];
}

interface Start {
  readonly prefix: string;
  readonly detector: Detector;
}

interface Tables {
  /** What begins with these two characters, 128 × 128: a bit each for words that begin so and for texts anywhere. */
  readonly pairs: Uint8Array;
  readonly starts: ReadonlyMap<number, readonly Start[]>;
  readonly inside: ReadonlyMap<number, readonly Start[]>;
  /** Texts of one character, or that begin with blanks: searched for one by one. */
  readonly searched: readonly Start[];
  readonly numbers: readonly Detector[];
  readonly assignments: readonly Detector[];
}

/** Hits of one text that are kept: a dump of a thousand addresses is one thing to know. */
const MOST = 200;
/** Places where one fixed word is looked at; a text made of it alone tells nothing more. */
const TRIES = 5_000;

const NONE: readonly Found[] = [];

const BEGINS = 1;
const STANDS = 2;

const pairOf = (prefix: string): number => (prefix.charCodeAt(0) << 7) | prefix.charCodeAt(1);

function tablesOf(detectors: readonly Detector[]): Tables {
  const pairs = new Uint8Array(128 * 128);
  const starts = new Map<number, Start[]>();
  const inside = new Map<number, Start[]>();
  const searched: Start[] = [];
  const add = (map: Map<number, Start[]>, bit: number, start: Start): void => {
    const pair = pairOf(start.prefix);
    pairs[pair] = (pairs[pair] ?? 0) | bit;
    map.set(pair, [...(map.get(pair) ?? []), start]);
  };
  for (const detector of detectors) {
    const { trigger } = detector;
    if ('starts' in trigger) for (const prefix of trigger.starts) add(starts, BEGINS, { prefix, detector });
    if ('contains' in trigger)
      for (const prefix of trigger.contains)
        if (prefix.length < 2 || /^\s/.test(prefix)) searched.push({ prefix, detector });
        else add(inside, STANDS, { prefix, detector });
  }
  const on = (event: string): readonly Detector[] =>
    detectors.filter(({ trigger }) => 'on' in trigger && trigger.on === event);
  return { pairs, starts, inside, searched, numbers: on('number'), assignments: on('assignment') };
}

const OTHER = 0;
const LETTER = 1;
const DIGIT = 2;
const SIGN = 3;

const KINDS = Uint8Array.from({ length: 128 }, (_, code) => {
  const char = String.fromCharCode(code);
  return /[A-Za-z]/.test(char) ? LETTER : /\d/.test(char) ? DIGIT : char === '=' || char === ':' ? SIGN : OTHER;
});

/** A number as people write one: digits, at most two separators between them. */
const NUMBER = /\d(?:[ \-.()/]{0,2}\d){7,33}(?![\dA-Za-z])/y;
const BEFORE = 48;

class Spot implements Place {
  readonly text: string;
  readonly at: number;
  readonly key: string;
  readonly digits: string;
  readonly end: number;

  constructor(text: string, at: number, key: string, digits: string, end: number) {
    this.text = text;
    this.at = at;
    this.key = key;
    this.digits = digits;
    this.end = end;
  }

  called(): string {
    const { text, at, key } = this;
    return `${key} ${text.slice(Math.max(0, at - BEFORE), at)}`.toLowerCase().replace(/[_-]/g, ' ');
  }
}

class Reading {
  readonly text: string;
  readonly key: string;
  readonly found: Found[] = [];
  readonly #tables: Tables;

  constructor(text: string, key: string, tables: Tables) {
    this.text = text;
    this.key = key;
    this.#tables = tables;
  }

  run(): readonly Found[] {
    const { text, key } = this;
    for (const { prefix, detector } of this.#tables.searched) {
      let tries = 0;
      for (let at = text.indexOf(prefix); at !== -1 && tries < TRIES; at = text.indexOf(prefix, at + prefix.length)) {
        this.#try(detector, at);
        tries += 1;
      }
    }
    if (key !== '') for (const detector of this.#tables.assignments) this.#try(detector, 0);
    this.#pass();
    return this.found.length === 0 ? NONE : settled(this.found);
  }

  #pass(): void {
    const { text } = this;
    const { pairs, starts, inside, assignments, numbers } = this.#tables;
    const end = text.length;
    let inWord = false;
    let code = text.charCodeAt(0);
    for (let at = 0; at < end; at += 1) {
      const next = at + 1 < end ? text.charCodeAt(at + 1) : 0;
      const pair = code < 128 && next < 128 ? (code << 7) | next : 0;
      const what = pairs[pair] as number;
      if (what >= STANDS) this.#begin(inside.get(pair), at);
      const kind = code < 128 ? (KINDS[code] as number) : OTHER;
      if (kind === OTHER) inWord = false;
      else if (kind === SIGN) {
        inWord = false;
        if (at > 1) for (const detector of assignments) this.#try(detector, at);
      } else if (!inWord) {
        inWord = !this.#escaped(at, code);
        if ((what & BEGINS) === BEGINS) this.#begin(starts.get(pair), at);
        if (kind === DIGIT && numbers.length > 0) {
          const after = this.#number(at);
          if (after > at) {
            at = after - 1;
            code = at + 1 < end ? text.charCodeAt(at + 1) : 0;
            continue;
          }
        }
      }
      code = next;
    }
  }

  /** The letter of `\n` in text that was escaped once more than it was read: a word may begin behind it. */
  #escaped(at: number, code: number): boolean {
    return at > 0 && (code === 110 || code === 116 || code === 114) && this.text.charCodeAt(at - 1) === 92;
  }

  #begin(row: readonly Start[] | undefined, at: number): void {
    for (const { prefix, detector } of row ?? []) if (this.text.startsWith(prefix, at)) this.#try(detector, at);
  }

  #number(at: number): number {
    NUMBER.lastIndex = at;
    const shown = NUMBER.exec(this.text)?.[0];
    if (shown === undefined) return at;
    const digits = shown.replace(/\D/g, '');
    for (const detector of this.#tables.numbers) this.#try(detector, at, digits, at + shown.length);
    return at + shown.length;
  }

  #try(detector: Detector, at: number, digits = '', end = at): void {
    if (this.found.length >= MOST) return;
    const { text, key } = this;
    const place = new Spot(text, at, key, digits, end);
    const span = detector.match(place);
    if (span !== undefined) this.found.push({ detector, ...span, value: text.slice(span.from, span.to) });
  }
}

/** Where hits overlap the heavier one stays, the longer of two alike. */
function settled(found: readonly Found[]): readonly Found[] {
  const ranked = found.toSorted((a, b) =>
    heavier(a.detector.weight, b.detector.weight)
      ? -1
      : heavier(b.detector.weight, a.detector.weight)
        ? 1
        : b.to - b.from - (a.to - a.from),
  );
  const kept: Found[] = [];
  for (const one of ranked) {
    const covered = kept.some(
      (other) =>
        one.from < other.to &&
        other.from < one.to &&
        (one.detector.category === other.detector.category || contains(other, one)),
    );
    if (!covered) kept.push(one);
  }
  return kept.toSorted((a, b) => a.from - b.from);
}

const contains = (outer: Found, inner: Found): boolean => outer.from <= inner.from && inner.to <= outer.to;

export function scannerOf(detectors: readonly Detector[]): Scanner {
  const tables = tablesOf(detectors);
  return (text, key = '') => (text.length < 6 ? NONE : new Reading(text, key, tables).run());
}

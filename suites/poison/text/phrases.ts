// Word patterns written as data and matched in linear time: each is a short walk over stems with bounded gaps.
//
// A pattern is steps separated by spaces. A step is alternatives (`send|upload`), each a word or words joined by `_`.
// `~4` before a step allows up to four other words between; `^` first means: where a sentence begins; `"` before an
// alternative asks for it in quotes. `@name` stands for a list of the lexicon. Gaps never cross a sentence, so the work
// per word is bounded by the product of the gaps of one pattern, whatever the text.

import type { Reading, Word } from './words.ts';
import { stemOf } from './words.ts';

export type Lexicon = Readonly<Record<string, string>>;

interface Step {
  readonly id: number;
  readonly gap: number;
}

interface Pattern {
  readonly owner: number;
  readonly anchored: boolean;
  readonly steps: readonly Step[];
  readonly source: string;
}

export interface Phrases {
  /** Steps that a stem can fill. */
  readonly idsOf: ReadonlyMap<string, readonly number[]>;
  /** Terms of several words: first stem → the rest and the steps it fills. */
  readonly compounds: ReadonlyMap<string, readonly Compound[]>;
  readonly byFirst: ReadonlyMap<number, readonly Pattern[]>;
  readonly steps: number;
  /** Beginnings of three letters that some stem has: most words of a text are ruled out by theirs. */
  readonly beginnings: Uint8Array;
  /** What is known of a word as written; words repeat, so each is stemmed and looked up once. */
  readonly entries: Map<string, Entry>;
}

interface Compound {
  readonly rest: readonly string[];
  readonly ids: number[];
}

/** A word, or a term of several, with what it can be a part of. */
interface Entry {
  readonly stem: string;
  /** One bit for each step that it fills; `undefined` for the many words that fill none. */
  readonly bits: Uint32Array | undefined;
  /** Patterns that begin with it. */
  readonly begins: readonly Pattern[];
  readonly compounds: readonly Compound[];
  readonly negation: boolean;
  /** Words that it takes. */
  readonly width: number;
}

export interface Hit {
  readonly owner: number;
  readonly pattern: string;
  readonly from: number;
  readonly to: number;
  readonly negated: boolean;
}

const NEGATIONS = new Set(
  [
    'not',
    'never',
    'no',
    "don't",
    "doesn't",
    "won't",
    "can't",
    'cannot',
    'without',
    'nor',
    "isn't",
    "shouldn't",
    'nothing',
    'avoid',
    'prevent',
    'against',
  ].map(stemOf),
);
const NEGATION_REACH = 3;

/** Expands `@name` to the words of the lexicon; lists that were met before are in `known`. */
function expand(source: string, lexicon: Lexicon, known: Map<string, string>): string {
  if (!source.includes('@')) return source;
  return source.replace(/@([a-z-]+)/g, (_, name: string) => {
    const expanded = known.get(name);
    if (expanded !== undefined) return expanded;
    const words = lexicon[name];
    if (words === undefined) throw new Error(`pattern "${source}" names an unknown list @${name}`);
    const made = expand(words, lexicon, known);
    known.set(name, made);
    return made;
  });
}

/** Compiles the patterns of several owners (signals) into one table. */
export function compile(owners: readonly (readonly string[])[], lexicon: Lexicon): Phrases {
  const patterns: Pattern[] = [];
  const idsOf = new Map<string, number[]>();
  const compounds = new Map<string, Compound[]>();
  const terms = new Map<string, number[]>();
  const lists = new Map<string, string>();
  const stepIds = new Map<string, number>();
  const stepId = (alternatives: string): number => {
    const known = stepIds.get(alternatives);
    if (known !== undefined) return known;
    const id = stepIds.size;
    stepIds.set(alternatives, id);
    for (const term of alternatives.split('|')) {
      let ids = terms.get(term);
      if (ids === undefined) terms.set(term, (ids = enter(term, idsOf, compounds)));
      if (ids.at(-1) !== id) ids.push(id); // ids only grow: the last is the one that may be there already
    }
    return id;
  };
  owners.forEach((sources, owner) => {
    for (const source of sources) patterns.push(parse(expand(source, lexicon, lists), owner, source, stepId));
  });
  const byFirst = new Map<number, Pattern[]>();
  for (const pattern of patterns) push(byFirst, pattern.steps[0]?.id ?? -1, pattern);
  const beginnings = beginningsOf(new Set([...idsOf.keys(), ...compounds.keys(), ...NEGATIONS, ...restsOf(compounds)]));
  return { idsOf, compounds, byFirst, steps: stepIds.size, beginnings, entries: new Map() };
}

function parse(expanded: string, owner: number, source: string, stepId: (alternatives: string) => number): Pattern {
  const steps: Step[] = [];
  let gap = 0;
  let anchored = false;
  for (const part of expanded.split(' ')) {
    if (part === '^') anchored = true;
    else if (part.startsWith('~')) gap = Number(part.slice(1));
    else {
      steps.push({ id: stepId(part), gap });
      gap = 0;
    }
  }
  return { owner, anchored, steps, source };
}

/** Where the steps that a term fills are kept; forms of one stem share the place. */
function enter(term: string, idsOf: Map<string, number[]>, compounds: Map<string, Compound[]>): number[] {
  const [first = '', ...rest] = term.split('_').map(stemOf);
  if (rest.length === 0) {
    const ids = idsOf.get(first) ?? [];
    idsOf.set(first, ids);
    return ids;
  }
  const words = rest.join('_');
  const same = compounds.get(first)?.find((known) => known.rest.join('_') === words);
  if (same !== undefined) return same.ids;
  const ids: number[] = [];
  push(compounds, first, { rest, ids });
  return ids;
}

function push<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
}

const NONE: readonly never[] = [];
const MOST_ENTRIES = 50_000;

function entryOf(form: string, phrases: Phrases): Entry {
  const known = phrases.entries.get(form);
  if (known !== undefined) return known;
  if (phrases.entries.size >= MOST_ENTRIES) phrases.entries.clear();
  const stem = stemOf(form);
  const entry: Entry = {
    ...abilities(phrases.idsOf.get(stem) ?? NONE, phrases),
    stem,
    compounds: phrases.compounds.get(stem) ?? NONE,
    negation: NEGATIONS.has(stem),
    width: 1,
  };
  phrases.entries.set(form, entry);
  return entry;
}

function abilities(ids: readonly number[], phrases: Phrases): Pick<Entry, 'bits' | 'begins'> {
  if (ids.length === 0) return { bits: undefined, begins: NONE };
  const bits = new Uint32Array(Math.ceil(phrases.steps / 32));
  for (const id of ids) bits[id >> 5] = (bits[id >> 5] ?? 0) | (1 << (id & 31));
  return { bits, begins: [...new Set(ids.flatMap((id) => phrases.byFirst.get(id) ?? NONE))] };
}

const fills = (entry: Entry, id: number): boolean =>
  entry.bits !== undefined && (((entry.bits[id >> 5] ?? 0) >>> (id & 31)) & 1) === 1;

const restsOf = (compounds: ReadonlyMap<string, readonly Compound[]>): string[] =>
  [...compounds.values()].flatMap((list) => list.flatMap(({ rest }) => rest));

/** Where the first three characters of a word stand in the table; lower case, with room for what is no letter. */
function beginning(form: string): number {
  let sum = 0;
  for (let index = 0; index < 3; index += 1) {
    const code = form.charCodeAt(index) | 32;
    sum = sum * 32 + (code >= 97 && code <= 122 ? code - 96 : code === 32 ? 0 : 27);
  }
  return sum;
}

function beginningsOf(stems: ReadonlySet<string>): Uint8Array {
  const table = new Uint8Array(32 * 32 * 32);
  for (const stem of stems) {
    if (stem.length >= 3) table[beginning(stem)] = 1;
    // A short stem begins words of any third letter: its own forms.
    else for (let third = 0; third < 32; third += 1) table[(beginning(stem.padEnd(3, 'a')) & ~31) + third] = 1;
  }
  return table;
}

const NOTHING: Entry = { stem: '', bits: undefined, begins: NONE, compounds: NONE, negation: false, width: 1 };

function entriesOf(words: readonly Word[], phrases: Phrases): Entry[] {
  const entries: Entry[] = [];
  let terms = false;
  for (const { form } of words) {
    const entry = phrases.beginnings[beginning(form)] === 1 ? entryOf(form, phrases) : NOTHING;
    entries.push(entry);
    terms ||= entry.compounds.length > 0;
  }
  if (!terms) return entries;
  const single = entries.slice();
  for (let index = 0; index < single.length; index += 1) {
    const entry = single[index] as Entry;
    if (entry.compounds.length > 0) entries[index] = widened(entry, index, single, phrases);
  }
  return entries;
}

/** The word together with the terms that begin with it here. */
function widened(entry: Entry, index: number, single: readonly Entry[], phrases: Phrases): Entry {
  const here = entry.compounds.filter(({ rest }) =>
    rest.every((part, offset) => single[index + 1 + offset]?.stem === part),
  );
  if (here.length === 0) return entry;
  const key = `${entry.stem} ${here.map(({ rest }) => rest.join('_')).join(' ')}`;
  const known = phrases.entries.get(key);
  if (known !== undefined) return known;
  const ids = [...(phrases.idsOf.get(entry.stem) ?? NONE), ...here.flatMap((compound) => compound.ids)];
  const width = Math.max(...here.map(({ rest }) => rest.length)) + 1;
  const made: Entry = { ...entry, ...abilities(ids, phrases), width };
  phrases.entries.set(key, made);
  return made;
}

/** Work done, for the test that holds it to the length of the text. */
export interface Count {
  steps: number;
}

/** One text under the patterns. */
interface Scan {
  readonly words: readonly Word[];
  readonly entries: readonly Entry[];
  readonly count: Count;
}

/** Every occurrence of every pattern, at most one per pattern and sentence. */
export function scan(reading: Reading, phrases: Phrases, count: Count = { steps: 0 }): Hit[] {
  const { words } = reading;
  const entries = entriesOf(words, phrases);
  const at: Scan = { words, entries, count };
  const hits: Hit[] = [];
  const last = new Map<Pattern, number>();
  for (let index = 0; index < entries.length; index += 1) {
    const { begins, width } = entries[index] as Entry;
    if (begins.length === 0) continue;
    const { sentence } = words[index] as Word;
    for (const pattern of begins) {
      if (pattern.anchored && words[index - 1]?.sentence === sentence) continue;
      const to = follow(pattern, 1, index + width, sentence, at);
      if (to === undefined || last.get(pattern) === sentence) continue;
      last.set(pattern, sentence);
      hits.push({ owner: pattern.owner, pattern: pattern.source, from: index, to, negated: negatedAt(at, index) });
    }
  }
  return hits;
}

/** The index of the last word, where the steps from `step` on can be filled from word `start` on. */
function follow(pattern: Pattern, step: number, start: number, sentence: number, at: Scan): number | undefined {
  const wanted = pattern.steps[step];
  if (wanted === undefined) return start - 1;
  const last = Math.min(start + wanted.gap, at.words.length - 1);
  for (let index = start; index <= last; index += 1) {
    at.count.steps += 1;
    if ((at.words[index] as Word).sentence !== sentence) return undefined;
    const entry = at.entries[index] as Entry;
    if (!fills(entry, wanted.id)) continue;
    const to = follow(pattern, step + 1, index + entry.width, sentence, at);
    if (to !== undefined) return to;
  }
  return undefined;
}

function negatedAt({ words, entries }: Scan, index: number): boolean {
  const sentence = words[index]?.sentence;
  for (let before = index - 1; before >= 0 && before >= index - NEGATION_REACH; before -= 1) {
    if (words[before]?.sentence !== sentence) return false;
    if (entries[before]?.negation === true) return true;
  }
  return false;
}

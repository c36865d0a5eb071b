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
  readonly patterns: readonly Pattern[];
  /** Steps that a stem can fill. */
  readonly idsOf: ReadonlyMap<string, readonly number[]>;
  /** Terms of several words: first stem → the rest and the steps it fills. */
  readonly compounds: ReadonlyMap<string, readonly Compound[]>;
  readonly byFirst: ReadonlyMap<number, readonly Pattern[]>;
  /** What is known of a word as written; words repeat, so each is stemmed and looked up once. */
  readonly entries: Map<string, Entry>;
}

interface Compound {
  readonly rest: readonly string[];
  readonly ids: number[];
}

interface Entry {
  readonly stem: string;
  readonly ids: readonly number[];
  readonly compounds: readonly Compound[];
  readonly negation: boolean;
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

/** Expands `@name` to the words of the lexicon. */
function expand(source: string, lexicon: Lexicon): string {
  return source.replace(/@([a-z-]+)/g, (_, name: string) => {
    const words = lexicon[name];
    if (words === undefined) throw new Error(`pattern "${source}" names an unknown list @${name}`);
    return expand(words, lexicon);
  });
}

/** Compiles the patterns of several owners (signals) into one table. */
export function compile(owners: readonly (readonly string[])[], lexicon: Lexicon): Phrases {
  const patterns: Pattern[] = [];
  const idsOf = new Map<string, number[]>();
  const compounds = new Map<string, Compound[]>();
  const stepIds = new Map<string, number>();
  const stepId = (alternatives: string): number => {
    const known = stepIds.get(alternatives);
    if (known !== undefined) return known;
    const id = stepIds.size;
    stepIds.set(alternatives, id);
    for (const alternative of alternatives.split('|')) enter(alternative, id, idsOf, compounds);
    return id;
  };
  owners.forEach((sources, owner) => {
    for (const source of sources) patterns.push(parse(expand(source, lexicon), owner, source, stepId));
  });
  const byFirst = new Map<number, Pattern[]>();
  for (const pattern of patterns) push(byFirst, pattern.steps[0]?.id ?? -1, pattern);
  return { patterns, idsOf, compounds, byFirst, entries: new Map() };
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

function enter(term: string, id: number, idsOf: Map<string, number[]>, compounds: Map<string, Compound[]>): void {
  const [first = '', ...rest] = term.split('_').map(stemOf);
  if (rest.length === 0) return push(idsOf, first, id);
  const same = compounds.get(first)?.find((known) => known.rest.join('_') === rest.join('_'));
  if (same === undefined) push(compounds, first, { rest, ids: [id] });
  else if (!same.ids.includes(id)) same.ids.push(id);
}

function push<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else if (!list.includes(value)) list.push(value);
}

const NONE: readonly never[] = [];
const MOST_ENTRIES = 50_000;

function entryOf(form: string, phrases: Phrases): Entry {
  const known = phrases.entries.get(form);
  if (known !== undefined) return known;
  if (phrases.entries.size >= MOST_ENTRIES) phrases.entries.clear();
  const stem = stemOf(form);
  const entry: Entry = {
    stem,
    ids: phrases.idsOf.get(stem) ?? NONE,
    compounds: phrases.compounds.get(stem) ?? NONE,
    negation: NEGATIONS.has(stem),
  };
  phrases.entries.set(form, entry);
  return entry;
}

/** A word with the steps that it, or the term that begins with it, can fill. */
interface Place {
  readonly ids: readonly number[];
  /** Words that the longest term at this place takes. */
  readonly width: number;
  readonly sentence: number;
  readonly negation: boolean;
}

function placesOf(words: readonly Word[], phrases: Phrases): Place[] {
  const entries = words.map((word) => entryOf(word.form, phrases));
  return words.map(({ sentence }, index) => {
    const { ids, compounds, negation } = entries[index] as Entry;
    if (compounds.length === 0) return { ids, width: 1, sentence, negation };
    let all = ids;
    let width = 1;
    for (const compound of compounds) {
      if (!compound.rest.every((part, offset) => entries[index + 1 + offset]?.stem === part)) continue;
      all = [...all, ...compound.ids];
      width = Math.max(width, compound.rest.length + 1);
    }
    return { ids: all, width, sentence, negation };
  });
}

/** Every occurrence of every pattern, at most one per pattern and sentence. */
export function scan(reading: Reading, phrases: Phrases): Hit[] {
  const places = placesOf(reading.words, phrases);
  const hits: Hit[] = [];
  const last = new Map<Pattern, number>();
  places.forEach((place, index) => {
    for (const id of place.ids) {
      const patterns = phrases.byFirst.get(id);
      if (patterns === undefined) continue;
      for (const pattern of patterns) {
        if (last.get(pattern) === place.sentence) continue;
        if (pattern.anchored && places[index - 1]?.sentence === place.sentence) continue;
        const to = follow(pattern, 1, index + place.width, places, place.sentence);
        if (to === undefined) continue;
        last.set(pattern, place.sentence);
        hits.push({
          owner: pattern.owner,
          pattern: pattern.source,
          from: index,
          to,
          negated: negatedAt(places, index),
        });
      }
    }
  });
  return hits;
}

/** The index of the last word, where the steps from `step` on can be filled from word `start` on. */
function follow(
  pattern: Pattern,
  step: number,
  start: number,
  places: readonly Place[],
  sentence: number,
): number | undefined {
  const wanted = pattern.steps[step];
  if (wanted === undefined) return start - 1;
  for (let index = start; index <= start + wanted.gap; index += 1) {
    const place = places[index];
    if (place === undefined || place.sentence !== sentence) return undefined;
    if (!place.ids.includes(wanted.id)) continue;
    const to = follow(pattern, step + 1, index + place.width, places, sentence);
    if (to !== undefined) return to;
  }
  return undefined;
}

function negatedAt(places: readonly Place[], index: number): boolean {
  const sentence = places[index]?.sentence;
  for (let before = index - 1; before >= 0 && before >= index - NEGATION_REACH; before -= 1) {
    const place = places[before];
    if (place === undefined || place.sentence !== sentence) return false;
    if (place.negation) return true;
  }
  return false;
}

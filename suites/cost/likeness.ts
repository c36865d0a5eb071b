// Text that is paid for twice: passages that several tools repeat, and tools that say nearly the same.

import type { Fields } from './texts.ts';

export interface Repeated {
  readonly text: string;
  readonly tools: readonly string[];
  /** Characters that a single copy would save. */
  readonly spare: number;
}

const SHORTEST = 60;

const descriptionOf = (fields: Fields): string =>
  typeof fields['description'] === 'string' ? fields['description'] : '';

/** Lines or sentences of at least 60 characters that stand in several descriptions. */
export function repeatedText(tools: Readonly<Record<string, Fields>>): readonly Repeated[] {
  const where = new Map<string, Set<string>>();
  for (const [name, fields] of Object.entries(tools))
    for (const part of partsOf(descriptionOf(fields))) {
      const owners = where.get(part) ?? new Set<string>();
      where.set(part, owners.add(name));
    }
  return [...where]
    .filter(([, owners]) => owners.size > 1)
    .map(([text, owners]) => ({ text, tools: [...owners].toSorted(), spare: text.length * (owners.size - 1) }))
    .toSorted((one, two) => two.spare - one.spare || (one.text < two.text ? -1 : 1));
}

const partsOf = (text: string): readonly string[] =>
  text
    .split(/\n|(?<=[.!?])\s/)
    .map((part) => part.replace(/\s+/g, ' ').trim())
    .filter((part) => part.length >= SHORTEST);

export interface Alike {
  readonly one: string;
  readonly other: string;
  /** Share of what they say that both say, from 0 to 1. */
  readonly likeness: number;
}

/** From here on a model has nothing to choose by. */
export const ALIKE = 0.9;
const MOST_TOOLS = 2_000;
/** Pairs that are told at most: of thousands of tools that are all the same there would be millions. */
const MOST_PAIRS = 1_000;

/**
 * Pairs of tools whose words and parameters are nearly the same, names left aside. Only tools that share a rare word
 * are compared, so that thousands of tools stay cheap.
 */
export function nearDuplicates(tools: Readonly<Record<string, Fields>>): readonly Alike[] {
  const bags = Object.entries(tools)
    .slice(0, MOST_TOOLS)
    .map(([name, fields]) => ({ name, verb: verbOf(fields), words: bagOf(fields) }))
    .filter(({ words }) => words.size >= 6);
  const pairs: Alike[] = [];
  const byWord = new Map<string, number[]>();
  bags.forEach(({ words }, index) => {
    for (const word of words) {
      const owners = byWord.get(word) ?? [];
      byWord.set(word, owners);
      owners.push(index);
    }
  });
  bags.forEach(({ name, verb, words }, index) => {
    const rare = [...words].toSorted((one, two) => (byWord.get(one)?.length ?? 0) - (byWord.get(two)?.length ?? 0));
    // Sets that are alike to this degree share one of the rarest words (prefix filtering).
    const prefix = rare.slice(0, Math.floor((1 - ALIKE) * words.size) + 1);
    const candidates = new Set(prefix.flatMap((word) => byWord.get(word) ?? []));
    for (const candidate of candidates) {
      const other = bags[candidate];
      if (other === undefined || candidate <= index || other.verb !== verb) continue;
      if (pairs.length >= MOST_PAIRS) break;
      const likeness = jaccard(words, other.words);
      if (likeness >= ALIKE) pairs.push({ one: name, other: other.name, likeness });
    }
  });
  return pairs.toSorted((one, two) => two.likeness - one.likeness || (one.one < two.one ? -1 : 1));
}

/** "Delete a pod …" and "Get a pod …" are told apart by their first word. */
const verbOf = (fields: Fields): string => /[\p{L}]+/u.exec(descriptionOf(fields).toLowerCase())?.[0] ?? '';

function bagOf(fields: Fields): ReadonlySet<string> {
  const words = (
    descriptionOf(fields)
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? []
  ).filter((word) => word.length > 2);
  const schema = fields['inputSchema'];
  const properties = typeof schema === 'object' && schema !== null ? (schema as Fields)['properties'] : undefined;
  const names =
    typeof properties === 'object' && properties !== null ? Object.keys(properties).map((name) => `(${name})`) : [];
  return new Set([...words, ...names]);
}

function jaccard(one: ReadonlySet<string>, two: ReadonlySet<string>): number {
  let both = 0;
  for (const word of one) if (two.has(word)) both += 1;
  return both / (one.size + two.size - both);
}

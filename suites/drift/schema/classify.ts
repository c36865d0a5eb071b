// Schema differences with their class: by rule where a rule decides, by a witness where one is found, else unclassified.

import { isObject } from '../../kernel/look.ts';
import type { ChangeClass } from '../change.ts';
import { compareSchemas } from './compare.ts';
import { classOf } from './effect.ts';
import type { Direction, Effect, SchemaChange } from './effect.ts';
import { voteKey } from './vote.ts';
import type { Vote } from './vote.ts';
import { effectOf, witnesses } from './witness.ts';
import type { Witnesses } from './witness.ts';

export interface Classified extends SchemaChange {
  readonly class: ChangeClass;
  /** A value that was right before and is not any more (input), or is right now and was not before (output). */
  readonly witness?: unknown;
}

export interface ClassifyOptions {
  /** The exact difference of two schemas, where somebody has worked it out. */
  readonly votes?: (before: unknown, after: unknown) => Vote | undefined;
  readonly seed?: number;
  /** How many more searches of witnesses may be made: one costs as much as hundreds of comparisons. */
  readonly searches?: Searches;
}

export interface Searches {
  left: number;
  /** What was searched before: one union can be behind many changes. */
  readonly known?: Map<string, Witnesses>;
}

export function classifySchemas(
  before: unknown,
  after: unknown,
  direction: Direction,
  options: ClassifyOptions = {},
): readonly Classified[] {
  return compareSchemas(before, after).map((change) => {
    const decided = change.effect === 'unknown' ? decide(change, before, after, direction, options) : change;
    return { ...decided, class: classOf(decided.effect, direction) };
  });
}

/** The pairs of subschemas whose difference no rule decides. */
export const undecided = (before: unknown, after: unknown): readonly (readonly [before: unknown, after: unknown])[] =>
  compareSchemas(before, after).flatMap((change) =>
    change.effect === 'unknown' && change.pair !== undefined ? [completed(change.pair, before, after)] : [],
  );

/** By an exact difference, else by a value that shows harm. That no such value was found is no proof of harmlessness. */
function decide(
  change: SchemaChange,
  before: unknown,
  after: unknown,
  direction: Direction,
  options: ClassifyOptions,
): SchemaChange & { readonly witness?: unknown } {
  if (change.pair === undefined) return change;
  const [old, now] = completed(change.pair, before, after);
  const vote = options.votes?.(old, now);
  if (vote !== undefined) return { ...change, effect: effectOfVote(vote), detail: `${change.detail}; ${saidBy(vote)}` };
  const tried = search(old, now, options);
  if (tried === undefined) return { ...change, detail: `${change.detail}; too many changes to try values on each` };
  const effect = effectOf(tried);
  if (effect === 'both' || effect === (direction === 'input' ? 'narrower' : 'wider')) {
    const witness = direction === 'input' ? tried.lost : tried.gained;
    return { ...change, effect, witness, detail: `${change.detail}; shown by ${JSON.stringify(witness)}` };
  }
  return { ...change, detail: `${change.detail}; ${tried.blind ?? `${tried.tried} values tried, none shows harm`}` };
}

/** `undefined` where no more searches may be made. */
function search(before: unknown, after: unknown, { searches, seed }: ClassifyOptions): Witnesses | undefined {
  if (searches === undefined) return witnesses(before, after, seed);
  const key = voteKey(before, after);
  const known = searches.known?.get(key);
  if (known !== undefined) return known;
  if (searches.left <= 0) return undefined;
  searches.left -= 1;
  const found = witnesses(before, after, seed);
  searches.known?.set(key, found);
  return found;
}

const effectOfVote = ({ narrower, wider }: Vote): Effect =>
  narrower && wider ? 'both' : narrower ? 'narrower' : wider ? 'wider' : 'text';

const saidBy = ({ narrower, wider, by }: Vote): string =>
  `${by} finds ${narrower ? (wider ? 'values that went and values that came' : 'values that went') : wider ? 'only values that came' : 'the same values'}`;

/** A part of each schema with the definitions that its references lead to. */
function completed(
  pair: readonly [unknown, unknown],
  before: unknown,
  after: unknown,
): readonly [before: unknown, after: unknown] {
  return [withDefinitions(pair[0], before), withDefinitions(pair[1], after)];
}

function withDefinitions(part: unknown, whole: unknown): unknown {
  if (!isObject(part) || !isObject(whole)) return part;
  const held = Object.fromEntries(
    ['$schema', '$defs', 'definitions'].flatMap((key) => (whole[key] === undefined ? [] : [[key, whole[key]]])),
  );
  return { ...held, ...part };
}

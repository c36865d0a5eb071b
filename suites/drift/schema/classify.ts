// Schema differences with their class: by rule where a rule decides, by a witness where one is found, else unclassified.

import { isObject } from '../../kernel/look.ts';
import type { ChangeClass } from '../change.ts';
import { compareSchemas } from './compare.ts';
import { classOf } from './effect.ts';
import type { Direction, Effect, SchemaChange } from './effect.ts';
import { effectOf, witnesses } from './witness.ts';

export interface Classified extends SchemaChange {
  readonly class: ChangeClass;
  /** A value that was right before and is not any more (input), or is right now and was not before (output). */
  readonly witness?: unknown;
}

/** Another's opinion on two schemas, for what no rule decides: only what it found counts, never that it found nothing. */
export interface Vote {
  readonly narrower: boolean;
  readonly wider: boolean;
  readonly by: string;
}

export interface ClassifyOptions {
  readonly vote?: Vote;
  readonly seed?: number;
  /** `false`: no values are tried (for very many schemas). */
  readonly witnesses?: boolean;
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

/** The effect that would break somebody, where a value proves it. That none was found is no proof of harmlessness. */
function decide(
  change: SchemaChange,
  before: unknown,
  after: unknown,
  direction: Direction,
  options: ClassifyOptions,
): SchemaChange & { readonly witness?: unknown } {
  const harmful = (effect: Effect): boolean =>
    effect === 'both' || effect === (direction === 'input' ? 'narrower' : 'wider');
  const tried = options.witnesses === false ? undefined : tryPair(change, before, after, options.seed ?? 1);
  if (tried !== undefined) {
    const effect = effectOf(tried);
    if (harmful(effect)) {
      const witness = direction === 'input' ? tried.lost : tried.gained;
      return { ...change, effect, witness, detail: `${change.detail}; shown by ${JSON.stringify(witness)}` };
    }
  }
  const { vote } = options;
  if (vote !== undefined && (direction === 'input' ? vote.narrower : vote.wider))
    return {
      ...change,
      effect: direction === 'input' ? 'narrower' : 'wider',
      detail: `${change.detail}; so says ${vote.by}`,
    };
  const why =
    tried === undefined
      ? ''
      : tried.blind === undefined
        ? `; ${tried.tried} values tried, none shows harm`
        : `; ${tried.blind}`;
  return { ...change, detail: `${change.detail}${why}` };
}

function tryPair(
  change: SchemaChange,
  before: unknown,
  after: unknown,
  seed: number,
): ReturnType<typeof witnesses> | undefined {
  if (change.pair === undefined) return undefined;
  return witnesses(withDefinitions(change.pair[0], before), withDefinitions(change.pair[1], after), seed);
}

/** A part of a schema with the definitions that its references lead to. */
function withDefinitions(part: unknown, whole: unknown): unknown {
  if (!isObject(part) || !isObject(whole)) return part;
  const held = Object.fromEntries(
    ['$schema', '$defs', 'definitions'].flatMap((key) => (whole[key] === undefined ? [] : [[key, whole[key]]])),
  );
  return { ...held, ...part };
}

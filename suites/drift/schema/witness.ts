// Looks for values that one schema accepts and the other refuses: the proof of a change that no rule can decide.

import fc from 'fast-check';
import { generatorOf, isGenerator } from '../../generation/arbitrary.ts';
import { excessive } from '../../generation/json-schema.ts';
import type { Schema } from '../../generation/json-schema.ts';
import { nearMisses } from '../../generation/near-miss.ts';
import { isUsable, validatorOf } from '../../generation/validator.ts';
import type { Effect } from './effect.ts';
import { isSchema } from './resolve.ts';

export interface Witnesses {
  /** Accepted before, refused after. */
  readonly lost?: unknown;
  /** Refused before, accepted after. */
  readonly gained?: unknown;
  /** Values tried. */
  readonly tried: number;
  /** Why nothing could be tried. */
  readonly blind?: string;
}

const SAMPLES = 120;
const SIZE = { depth: 24, nodes: 3000 };

/** `near: false` tries good values of both schemas only; values that just miss one find more and cost more to make. */
export function witnesses(before: unknown, after: unknown, seed = 1, near = true): Witnesses {
  if (!isSchema(before) || !isSchema(after)) return { tried: 0, blind: 'no JSON Schema' };
  const excess = excessive(before, SIZE) ?? excessive(after, SIZE);
  if (excess !== undefined) return { tried: 0, blind: excess };
  const [old, now] = [validatorOf(before), validatorOf(after)];
  if (!isUsable(old)) return { tried: 0, blind: old.unusable };
  if (!isUsable(now)) return { tried: 0, blind: now.unusable };
  const found: { lost?: { readonly value: unknown }; gained?: { readonly value: unknown } } = {};
  let tried = 0;
  const tryAll = (values: readonly unknown[]): void => {
    for (const value of values) {
      const [was, is] = [old.valid(value), now.valid(value)];
      if (was && !is) found.lost ??= { value };
      if (!was && is) found.gained ??= { value };
    }
    tried += values.length;
  };
  tryAll([...goodValues(before, seed), ...goodValues(after, seed)]);
  if (near && found.lost === undefined) tryAll(nearMisses(after, seed).map((miss) => miss.value));
  if (near && found.gained === undefined) tryAll(nearMisses(before, seed).map((miss) => miss.value));
  const blind =
    old.unjudged.length + now.unjudged.length > 0 ? 'a pattern needs look-around, which is not judged' : undefined;
  return {
    tried,
    ...(found.lost === undefined ? {} : { lost: found.lost.value }),
    ...(found.gained === undefined ? {} : { gained: found.gained.value }),
    ...(blind === undefined ? {} : { blind }),
  };
}

function goodValues(schema: Schema, seed: number): readonly unknown[] {
  return [false, true].flatMap((full) => {
    const generator = generatorOf(schema, { temper: 'plain', full });
    return isGenerator(generator)
      ? fc.sample(generator.arbitrary, { numRuns: full ? SAMPLES / 4 : SAMPLES, seed })
      : [];
  });
}

/** What the witnesses say of an effect that no rule could tell; none found proves nothing. */
export function effectOf(found: Witnesses): Effect {
  if (found.lost !== undefined && found.gained !== undefined) return 'both';
  if (found.lost !== undefined) return 'narrower';
  if (found.gained !== undefined) return 'wider';
  return 'unknown';
}

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

export function witnesses(before: unknown, after: unknown, seed = 1): Witnesses {
  if (!isSchema(before) || !isSchema(after)) return { tried: 0, blind: 'no JSON Schema' };
  const excess = excessive(before, SIZE) ?? excessive(after, SIZE);
  if (excess !== undefined) return { tried: 0, blind: excess };
  const [old, now] = [validatorOf(before), validatorOf(after)];
  if (!isUsable(old)) return { tried: 0, blind: old.unusable };
  if (!isUsable(now)) return { tried: 0, blind: now.unusable };
  let lost: unknown;
  let gained: unknown;
  const values = candidates(before, after, seed);
  for (const value of values) {
    const [was, is] = [old.valid(value), now.valid(value)];
    if (was && !is) lost ??= { value };
    if (!was && is) gained ??= { value };
  }
  return {
    tried: values.length,
    ...(lost === undefined ? {} : { lost: (lost as { value: unknown }).value }),
    ...(gained === undefined ? {} : { gained: (gained as { value: unknown }).value }),
    ...(old.unjudged.length + now.unjudged.length > 0
      ? { blind: 'a pattern needs look-around, which is not judged' }
      : {}),
  };
}

/** Good values of either schema, and values that just miss one: these sit where the two part. */
function candidates(before: Schema, after: Schema, seed: number): readonly unknown[] {
  const values: unknown[] = [];
  for (const schema of [before, after]) {
    for (const full of [false, true]) {
      const generator = generatorOf(schema, { temper: 'plain', full });
      if (isGenerator(generator))
        values.push(...fc.sample(generator.arbitrary, { numRuns: SAMPLES / (full ? 4 : 1), seed }));
    }
    values.push(...nearMisses(schema, seed).map((near) => near.value));
  }
  return values;
}

/** What the witnesses say of an effect that no rule could tell; none found proves nothing. */
export function effectOf(found: Witnesses): Effect {
  if (found.lost !== undefined && found.gained !== undefined) return 'both';
  if (found.lost !== undefined) return 'narrower';
  if (found.gained !== undefined) return 'wider';
  return 'unknown';
}

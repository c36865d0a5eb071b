// Works on a stranger's schema under a watch, where the schema has what can explode; setting the watch costs more than most schemas do.

import { OutOfPatience, within } from '../kernel/patience.ts';
import type { Schema } from './json-schema.ts';

/** Milliseconds for one schema; the caps on sizes end nearly all work in one. */
const PATIENCE = 5000;

const RISKY = /"(?:pattern|\$ref|\$dynamicRef|allOf|anyOf|oneOf|if|not|dependen|uniqueItems|contains)/u;

/** The result of `work`, or what `otherwise` makes of the reason why there is none. */
export function patiently<T>(schema: Schema, work: () => T, otherwise: (reason: string) => T): T {
  if (!RISKY.test(JSON.stringify(schema))) return work();
  try {
    return within(PATIENCE, work);
  } catch (error) {
    if (error instanceof OutOfPatience) return otherwise(error.message);
    throw error;
  }
}

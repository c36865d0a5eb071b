// How a change of a schema moves the set of values it accepts, and what that means in each direction of travel.

import type { ChangeClass } from '../change.ts';

/**
 * `narrower`: some value is refused that was accepted. `wider`: some value is accepted that was refused. `both`: some of
 * each. `refined`: a member that might hold anything now has a shape. `loosened`: a member that had a shape may now
 * hold anything. `text`: read by people and models, decides about no value. `unknown`: not decided here.
 */
export type Effect = 'narrower' | 'wider' | 'both' | 'refined' | 'loosened' | 'text' | 'unknown';

/** `input`: values come from callers, who must not be refused. `output`: values go to callers, who must not be surprised. */
export type Direction = 'input' | 'output';

export interface SchemaChange {
  /** JSON pointer into the schema. */
  readonly pointer: string;
  readonly rule: string;
  readonly effect: Effect;
  readonly detail: string;
  readonly before?: unknown;
  readonly after?: unknown;
  /** Subschemas to try values on, where the effect is unknown. */
  readonly pair?: readonly [before: unknown, after: unknown];
}

const INPUT: Readonly<Record<Effect, ChangeClass>> = {
  narrower: 'breaking',
  wider: 'additive',
  both: 'breaking',
  // Strictly a refusal of values nobody was told to send; every caller that follows the old schema goes on.
  refined: 'additive',
  loosened: 'breaking',
  text: 'wording',
  unknown: 'unclassified',
};

const OUTPUT: Readonly<Record<Effect, ChangeClass>> = {
  narrower: 'additive',
  wider: 'breaking',
  both: 'breaking',
  refined: 'additive',
  loosened: 'breaking',
  text: 'wording',
  unknown: 'unclassified',
};

export const classOf = (effect: Effect, direction: Direction): ChangeClass =>
  direction === 'input' ? INPUT[effect] : OUTPUT[effect];

const INVERSE: Partial<Record<Effect, Effect>> = {
  narrower: 'wider',
  wider: 'narrower',
  refined: 'wider',
  loosened: 'narrower',
};

/** Inside `not`, accepting less means accepting more. */
export const inverted = (change: SchemaChange): SchemaChange => ({
  ...change,
  effect: INVERSE[change.effect] ?? change.effect,
});

// What a detector is: where it begins to look, what it takes for a hit, and samples that prove both.

import type { Severity } from '../../kernel/check.ts';

export type Category = 'credential' | 'personal' | 'internal';

/**
 * What a hit is worth. `proof`: nothing else looks like this. `likely`: right in most places, a person has to say.
 * `hint`: common in honest content.
 */
export type Weight = 'proof' | 'likely' | 'hint';

/** Numbers in [0, 1), from a seed: samples are made, never written down. */
export type Random = () => number;

export interface Span {
  readonly from: number;
  readonly to: number;
}

/** What is known about the place: the JSON member that holds the text, and the run of digits where one begins here. */
export interface Place {
  readonly text: string;
  readonly at: number;
  readonly key: string;
  /** Digits of the number that begins here, separators taken out, and its end. */
  readonly digits: string;
  readonly end: number;
  /** The words before this place and the name of the member, in lower case: what the text calls the thing. */
  called(): string;
}

/**
 * `starts`: where a word begins with this; `contains`: wherever this stands; `number`: at each number of eight digits or
 * more; `assignment`: after each `=` or `:`, and once for a text that is the value of a named member.
 */
export type Trigger =
  | { readonly starts: readonly string[] }
  | { readonly contains: readonly string[] }
  | { readonly on: 'number' | 'assignment' };

export interface Samples {
  readonly hits: readonly string[];
  readonly misses: readonly string[];
}

export interface Detector {
  readonly id: string;
  /** A noun: `an AWS access key id`. */
  readonly what: string;
  readonly category: Category;
  readonly severity: Severity;
  readonly weight: Weight;
  readonly trigger: Trigger;
  /** The span of the secret itself, where one begins here; everything that it checks is its validator. */
  readonly match: (place: Place) => Span | undefined;
  readonly samples: (random: Random) => Samples;
}

export interface Found extends Span {
  readonly detector: Detector;
  readonly value: string;
}

const RANK: Readonly<Record<Weight, number>> = { proof: 2, likely: 1, hint: 0 };

export const heavier = (one: Weight, other: Weight): boolean => RANK[one] > RANK[other];

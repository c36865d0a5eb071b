// A text within a text: what an encoding, a blob or a document holds, with the place in the outermost text it came from.

import type { Span } from '../detect/detector.ts';

export interface Layer {
  readonly text: string;
  /** Name of the member that holds it, where it came out of JSON. */
  readonly key: string;
  /** One word for each step of unpacking: `base64`, `gzip`. Empty for the text itself. */
  readonly how: readonly string[];
  /** Where in the outermost text it stands; the text itself has no span of its own. */
  readonly outer?: Span;
  /** Where the piece of a long text that was opened begins in it. */
  readonly base: number;
}

/** What one step of unpacking gives, places counted in the text it was found in. */
export interface Inner extends Span {
  readonly text: string;
  readonly how: string;
  readonly key?: string;
}

/** Layers in layers that are opened. */
export const DEEPEST = 5;
/** Characters that unpacking one text may yield in all, beyond eight times its own length. */
export const ALLOWANCE = 1 << 20;
/** Bytes that one compressed stream may become. */
export const INFLATED = 16 << 20;
/** Encoded runs of one text that are opened. */
export const RUNS = 20_000;

/** Longer texts are opened in pieces, each with the beginning of the next: what they hold needs memory many times over. */
export const PIECE = 1 << 20;
export const OVERLAP = 16 << 10;

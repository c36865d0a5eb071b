// What a signal is: one independent reason to distrust a text, with its weight; none decides alone unless it weighs enough.

/** What a person would call the trick; each topic is a folder of rules. */
export type Topic =
  | 'instructions'
  | 'concealment'
  | 'shadowing'
  | 'priority'
  | 'exfiltration'
  | 'paths'
  | 'unicode'
  | 'terminal'
  | 'markup'
  | 'encoding'
  | 'links'
  | 'names'
  | 'harm';

/** One sign seen in one text. */
export interface Sign {
  readonly signal: string;
  readonly topic: Topic;
  readonly family?: string;
  /** From 0 to 1.5; a tool is refused from 1.0 and doubted from 0.5 on. */
  readonly weight: number;
  /** What it says about the text, for a person. */
  readonly says: string;
  /** The words that gave it away. */
  readonly got: string;
}

/** A signal that is a set of word patterns; see text/phrases.ts for how they are written. */
export interface WordSignal {
  readonly id: string;
  readonly topic: Topic;
  readonly weight: number;
  readonly says: string;
  readonly patterns: readonly string[];
  /** Told not to, it says nothing: "never sends data". Default true. */
  readonly negatable?: boolean;
  /** Weighs a quarter where the sentence speaks of finding or preventing it. */
  readonly defensible?: boolean;
  /** Only in names and parameter names (`identifier`) or only in running text (`prose`). Default: everywhere. */
  readonly where?: 'identifier' | 'prose';
  /** Signals of one family see the same thing; only the heaviest of them counts. */
  readonly family?: string;
  /** Counter-evidence: weighs against, never for. */
  readonly against?: readonly Topic[];
}

// How far a fuzz campaign goes: what the operator said, else the defaults that the proofs hold for.

import { artifact } from '../kernel/check.ts';

export interface Settings {
  /** Cases for each tool. */
  readonly cases: number;
  /** Connections at the same time. */
  readonly lanes: number;
  /** Requests under way on each. */
  readonly window: number;
  /** Milliseconds that the cases of one tool may take together; following a symptom does not count. */
  readonly spend: number;
  /** Findings of one kind in one tool after which no further cause is looked for. */
  readonly causes: number;
}

/** A thousand cases find every planted defect; four in five of these are near misses and edges, made and not drawn. */
export const DEFAULTS: Settings = { cases: 400, lanes: 2, window: 8, spend: 20_000, causes: 4 };

export const settings = artifact<Settings>({
  id: 'fuzz-settings',
  read: (recording) => ({ ...DEFAULTS, ...recording.facts.fuzz }),
});

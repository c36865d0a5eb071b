// What a difference is: where it is, what class it has, and which rule decided that.

import type { WordDiff } from './text/words.ts';
import type { Judgement } from './text/judgement.ts';

/**
 * `breaking`: callers or readers that were right before may fail. `additive`: something more, nothing less.
 * `wording`: text that people and models read. `permissions`: what the tool may do, or says that it may.
 * `unclassified`: nobody could decide, so nobody may rely on it.
 */
export type ChangeClass = 'breaking' | 'additive' | 'wording' | 'permissions' | 'unclassified';

export const CLASSES: readonly ChangeClass[] = ['breaking', 'permissions', 'unclassified', 'wording', 'additive'];

export type Kind = 'server' | 'tool' | 'prompt' | 'resource' | 'template';

export interface Change {
  readonly kind: Kind;
  /** Name of the tool or prompt, uri of the resource; empty for the server itself. */
  readonly name: string;
  /** JSON pointer into the definition. */
  readonly pointer: string;
  readonly class: ChangeClass;
  /** Which rule decided: `required-property-added`, `annotation-widened`. */
  readonly rule: string;
  /** For a person: what changed and why it has this class. */
  readonly detail: string;
  readonly before?: unknown;
  readonly after?: unknown;
  /** Accepted before and refused after, or promised after and not before: a value that shows it. */
  readonly witness?: unknown;
  readonly words?: WordDiff;
  readonly judgement?: Judgement;
}

/** Identity of a change from run to run: waivers and tests name it. */
export const changeKey = (change: Change): string =>
  [change.kind, change.name, change.rule, change.pointer].filter((part) => part !== '').join(':');

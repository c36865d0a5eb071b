// Follows one symptom to its cause: seen again with nothing beside it, then made as small as it gets.

import { shrink } from '../generation/shrink.ts';
import type { Session } from '../kernel/check.ts';
import type { Exchange, Json } from '../kernel/recording.ts';
import type { FuzzCase } from './cases.ts';
import { callAlone } from './lane.ts';
import type { CallOptions, Lane, Sent } from './lane.ts';
import { forbiddenBy } from '../generation/subject.ts';
import type { Subject } from '../generation/subject.ts';
import { symptomsOf } from './symptoms.ts';
import type { Symptom, SymptomKind } from './symptoms.ts';

/** What is known of one tool while it is fuzzed. */
export interface Case {
  readonly subject: Subject;
  readonly lane: Lane;
  readonly parent: Session;
  /** Causes already followed to the end: `crash: TypeError …`. */
  readonly known: Map<string, Json | undefined>;
  /** Milliseconds after which a call is taken for hung; the whole timeout decides in the end. */
  patience: number;
  readonly most: number;
}

export const causeOf = (symptom: Pick<Symptom, 'kind' | 'cause'>): string => `${symptom.kind}: ${symptom.cause}`;

/** Tag of the exchange that shows a cause with the smallest input. */
export const minimalTag = (kind: SymptomKind): string => `minimal:${kind}`;

/** Questions asked while shrinking; those that end a process or run into a timeout are dear. */
const QUESTIONS: Readonly<Partial<Record<SymptomKind, number>>> = { crash: 90, hang: 60 };

const watches = (kind: SymptomKind): boolean => kind === 'crash' || kind === 'protocol';

export async function askAlone(one: Case, given: Json | undefined, options: CallOptions): Promise<Sent | undefined> {
  return callAlone(one.lane, one.subject.name, given, options);
}

/** The symptoms of a call that was sent alone. */
export function seenIn(one: Case, sent: Sent): readonly Symptom[] {
  return symptomsOf(sent.exchange, one.subject, one.parent.revision, sent.after);
}

/** Arguments of the same class: valid as these are, or forbidden for the same reason. */
export function classOf(subject: Subject, given: Json): (other: Json) => boolean {
  const own = forbiddenBy(subject, given);
  return (other) => {
    const its = forbiddenBy(subject, other);
    return its?.all === own?.all && its?.mild === own?.mild;
  };
}

/** Shrinks and shows a symptom; `false` where it was not seen again. */
export async function pursue(one: Case, found: FuzzCase, symptom: Symptom): Promise<boolean> {
  const { kind } = symptom;
  const wanted = causeOf(symptom);
  const deliberate = found.deliberate === undefined ? {} : { deliberate: found.deliberate };
  const quick = kind === 'hang' ? { timeout: one.patience } : {};
  const shows = async (given: Json | undefined, tag: string, options: object): Promise<boolean> => {
    const sent = await askAlone(one, given, { tag, watch: watches(kind), ...options });
    return sent !== undefined && seenIn(one, sent).some((other) => causeOf(other) === wanted);
  };
  const given = found.arguments;
  // Slow is not hung: before any question is asked at the short patience, the whole timeout decides.
  if (kind === 'hang' && !(await hangsFor(one, found, wanted))) return false;
  const shrinks = given !== undefined && found.deliberate === undefined;
  if (!(await shows(given, 'again', { ...deliberate, ...quick }))) return false;
  const small = !shrinks
    ? given
    : (
        await shrink(given, {
          belongs: classOf(one.subject, given),
          fails: (value) => shows(value, 'shrink', quick),
          most: QUESTIONS[kind] ?? 150,
        })
      ).value;
  one.known.set(wanted, small);
  return shows(small, minimalTag(kind), deliberate);
}

async function hangsFor(one: Case, found: FuzzCase, wanted: string): Promise<boolean> {
  const deliberate = found.deliberate === undefined ? {} : { deliberate: found.deliberate };
  const sent = await askAlone(one, found.arguments, { tag: 'again', ...deliberate });
  if (sent === undefined) return false;
  if (seenIn(one, sent).some((other) => causeOf(other) === wanted)) return true;
  one.patience = Math.max(one.patience, Math.ceil(sent.exchange.ms * 4));
  return false;
}

/** Whether a call has what a known crash or hang was made of: sending it again would only cost another connection. */
export function resembles(given: Json | undefined, minimal: Json | undefined): boolean {
  if (given === undefined || minimal === undefined) return given === minimal;
  if (typeof minimal === 'string' && typeof given === 'string')
    return minimal === '' ? given === '' : given.includes(minimal);
  if (typeof minimal !== 'object' || minimal === null) return given === minimal;
  if (typeof given !== 'object' || given === null) return false;
  const [inner, own] = [Object.entries(given), Object.entries(minimal)];
  if (own.length === 0) return inner.length === 0;
  return own.every(
    ([key, part]) => Object.hasOwn(given, key) && resembles((given as Record<string, Json>)[key], part as Json),
  );
}

export const isOver = (exchange: Exchange): boolean => exchange.outcome === 'cancelled';

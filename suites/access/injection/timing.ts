// Time as an oracle: an attack that waits must wait each time, and the same text that waits for nothing must not.

import type { Session } from '../../kernel/check.ts';
import type { Exchange } from '../../kernel/recording.ts';
import { attack, attackOf, type Place } from './places.ts';

/** Seconds; long beside any answer of a tool, short beside the patience for one. */
export const WAIT = 1;
const ROUNDS = 3;
/** Clocks and schedulers round: what is this near to the wait is as long. */
const NEAR = 0.97;

export interface Form {
  readonly name: string;
  readonly text: (seconds: number) => string;
}

const waits = (form: string, seconds: number): string => `${form} waiting ${seconds}`;

const isLong = ({ ms, outcome }: Exchange): boolean =>
  ms >= WAIT * 1000 * NEAR && outcome !== 'timeout' && outcome !== 'closed' && outcome !== 'cancelled';
const isShort = ({ ms, response }: Exchange): boolean => response !== undefined && ms < WAIT * 500;

/** Tries a form once; where it takes as long as it was told, again and again between controls. */
export async function tryTiming(session: Session, place: Place, form: Form): Promise<void> {
  const ask = (seconds: number): Promise<Exchange> =>
    attack(session, place, waits(form.name, seconds), form.text(seconds), form.name);
  if (!isLong(await ask(WAIT))) return;
  for (let round = 0; round < ROUNDS; round += 1) {
    if (!isShort(await ask(0)) || !isLong(await ask(WAIT))) return;
  }
}

export interface Timed {
  readonly long: readonly Exchange[];
  readonly short: readonly Exchange[];
}

/** Attacks that waited in every round while no control did. */
export function proved(exchanges: readonly Exchange[]): readonly Timed[] {
  const groups = new Map<string, Exchange[]>();
  for (const exchange of exchanges) {
    const found = attackOf(exchange);
    if (found === undefined || !/ waiting \d+$/u.test(found.form)) continue;
    const key = JSON.stringify([found.tool, found.at, found.proof]);
    groups.set(key, [...(groups.get(key) ?? []), exchange]);
  }
  return [...groups.values()].flatMap((all): Timed[] => {
    const told = (seconds: number): Exchange[] =>
      all.filter((one) => attackOf(one)?.form.endsWith(` waiting ${seconds}`) === true);
    const timed = { long: told(WAIT), short: told(0) };
    const complete = timed.long.length > ROUNDS && timed.short.length >= ROUNDS;
    return complete && timed.long.every(isLong) && timed.short.every(isShort) ? [timed] : [];
  });
}

export const milliseconds = (exchanges: readonly Exchange[]): string =>
  exchanges.map(({ ms }) => Math.round(ms)).join(', ');

// Whether a tool still does after an odd call what it did before: a known good call, repeated between the odd ones.

import { callAlone } from './lane.ts';
import { classOf } from './pursuit.ts';
import type { Case } from './pursuit.ts';
import { succeeded } from '../generation/calls.ts';
import type { FuzzCase } from './cases.ts';
import { shrink } from '../generation/shrink.ts';
import type { Exchange, Json } from '../kernel/recording.ts';

/** Tag of the three exchanges that show lost state: the good call, the odd one, the good one again. */
export const STATE = ['state:before', 'state:call', 'state:after'] as const;

/** Calls between two good ones. */
export const BETWEEN = 48;

const good = (exchange: Exchange | undefined): boolean => exchange !== undefined && succeeded(exchange) !== undefined;

/** Arguments with which the tool succeeds twice in a row, if any of these do. */
export async function goodCall(one: Case, offered: readonly Json[]): Promise<Json | undefined> {
  for (const given of offered) {
    const first = await callAlone(one.lane, one.subject.name, given, { tag: 'baseline' });
    if (!good(first?.exchange)) continue;
    const second = await callAlone(one.lane, one.subject.name, given, { tag: 'baseline' });
    if (!good(second?.exchange)) continue;
    const slow = Math.max(first?.exchange.ms ?? 0, second?.exchange.ms ?? 0);
    // Hung means far beyond what this tool usually takes; the whole timeout has the last word.
    one.patience = Math.max(500, Math.ceil(slow * 30));
    return given;
  }
  return undefined;
}

export async function stillGood(one: Case, given: Json): Promise<boolean> {
  const sent = await callAlone(one.lane, one.subject.name, given, { tag: 'canary' });
  return sent === undefined || good(sent.exchange) || sent.exchange.outcome === 'cancelled';
}

/**
 * Finds the one call after which the good call fails, on a fresh connection each time, and shrinks it. A loss that no
 * single call brings about stays unreported: the campaign reports what it can show.
 */
export async function pursueLoss(one: Case, suspects: readonly FuzzCase[], canary: Json): Promise<boolean> {
  for (const suspect of suspects) {
    if (suspect.deliberate !== undefined || suspect.arguments === undefined) continue;
    if (!(await loses(one, suspect.arguments, canary, ['again', 'again', 'again']))) continue;
    const small = await shrink(suspect.arguments, {
      belongs: classOf(one.subject, suspect.arguments),
      fails: (value) => loses(one, value, canary, ['shrink', 'shrink', 'shrink']),
      most: 60,
    });
    return loses(one, small.value, canary, STATE);
  }
  return false;
}

async function loses(one: Case, given: Json, canary: Json, tags: readonly [string, string, string]): Promise<boolean> {
  const { name } = one.subject;
  let before = await callAlone(one.lane, name, canary, { tag: tags[0] });
  if (!good(before?.exchange)) {
    await one.lane.discard();
    before = await callAlone(one.lane, name, canary, { tag: tags[0] });
    if (!good(before?.exchange)) return false;
  }
  const call = await callAlone(one.lane, name, given, { tag: tags[1] });
  // A crash or a hang is another symptom.
  if (call?.exchange.response === undefined) return false;
  const after = await callAlone(one.lane, name, canary, { tag: tags[2] });
  const lost = after !== undefined && after.exchange.outcome !== 'cancelled' && !good(after.exchange);
  if (lost) await one.lane.discard();
  return lost;
}

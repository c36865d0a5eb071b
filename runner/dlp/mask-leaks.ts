// What leaked is masked wherever it would leave: in findings, excerpts and texts of every other rule too.

import type { Finding, ViewReader } from '../../suites/kernel/check.ts';
import type { Recording } from '../../suites/kernel/recording.ts';
import { leaks, leaksIn, type Leaks } from '../../suites/dlp/leaks.ts';
import { OutOfPatience, within } from '../../suites/kernel/patience.ts';
import type { Rule } from '../engine/catalog.ts';
import { registerLeak } from '../engine/mask.ts';

/** Values that are masked in one run; whatever is beyond is told by its rule, without the value. */
const MOST = 5000;
/** Shorter parts stand in too many other words. */
const SHORTEST = 8;
const LONGEST = 20_000;

/** Milliseconds at the least, whatever is left of the budget. */
const LEAST = 1_000;
const MOST_TIME = 60_000;

/**
 * Registers every leaked value with the masker, as it is and as it stood in what the target sent; false where there was
 * so much to look through that it could not be done in time.
 */
export function maskLeaks(
  rules: readonly Rule[],
  read: ViewReader,
  recording: Recording,
  verdicts: readonly { readonly findings: readonly Finding[] }[],
  leftMs = MOST_TIME,
): boolean {
  const all = rules.some(({ suite }) => suite === 'dlp');
  try {
    within(Math.min(MOST_TIME, Math.max(LEAST, leftMs)), () =>
      register(all ? read(leaks) : leaksIn(shownBy(recording, verdicts)), all),
    );
    return true;
  } catch (error) {
    if (error instanceof OutOfPatience) return false;
    throw error;
  }
}

function register(found: Leaks, all: boolean): void {
  const seen = new Set<string>();
  const add = (value: string): void => {
    if (value.length < SHORTEST || value.length > LONGEST || seen.size >= MOST || seen.has(value)) return;
    seen.add(value);
    registerLeak(value);
  };
  for (const { value, shown } of found.canaries) [value, ...shown].forEach(add);
  for (const { detector, value, shown } of found.leaks) {
    // Addresses of people are masked where somebody asked what leaks; credentials everywhere.
    if (detector.category === 'internal' || (!all && detector.category !== 'credential')) continue;
    add(value);
    // A whole document that holds one is no secret itself.
    for (const part of shown) if (part.length <= 8 * value.length + 64) add(part);
    if (value.includes('\n')) value.split('\n').forEach((line) => line.length >= 24 && add(line));
  }
}

/** What a report without rules on leaks would show of a recording: the exchanges that findings point to. */
function shownBy(recording: Recording, verdicts: Parameters<typeof maskLeaks>[3]): Recording {
  const wanted = new Set(
    verdicts.flatMap(({ findings }) => findings.flatMap(({ at }) => at.map((one) => one.exchange))),
  );
  const exchanges = recording.exchanges.filter(({ id }) => wanted.has(id));
  const shown = new Set(exchanges.flatMap(({ received }) => received.map(({ seq }) => seq)));
  const frames = recording.frames.filter(
    ({ origin, seq }) => origin === 'harness' || shown.has(seq) || wanted.has(`f${seq}`),
  );
  return { ...recording, exchanges, frames };
}

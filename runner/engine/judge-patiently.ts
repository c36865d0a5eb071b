// Judges a recording by every rule, whatever the target put into it: a rule that does not come to an end is left out and said so.

import type { Skip, ViewReader } from '../../suites/kernel/check.ts';
import { OutOfPatience, within } from '../../suites/kernel/patience.ts';
import type { Recording } from '../../suites/kernel/recording.ts';
import type { Rule } from './catalog.ts';
import { judge, type JudgeOptions, type Verdict } from './judge.ts';
import './patience.ts';

/** Milliseconds for all rules together: the captures of 100 published servers need less than one second each. */
const MOST = 60_000;
const LEAST = 2_000;
/** Rules that may run out of time before the rest is not tried any more. */
const HELD_UP = 4;
/** Of the time for all, what the first of them may take; the others share the rest. */
const FIRST = 0.6;

export interface Judgement {
  readonly verdicts: readonly Verdict[];
  /** Not every rule came to an end. */
  readonly heldUp: boolean;
}

/**
 * One watch for the whole round, since setting it costs more than most rules do; after a rule ran into it, a new one.
 * `leftMs` is what is left of the budget of the run.
 */
export function judgePatiently(
  rules: readonly Rule[],
  recording: Recording,
  read: ViewReader,
  options: JudgeOptions = {},
  leftMs = MOST,
): Judgement {
  const most = Math.min(MOST, Math.max(LEAST, leftMs));
  const verdicts: Verdict[] = [];
  let stuck = 0;
  while (verdicts.length < rules.length && stuck <= HELD_UP) {
    try {
      within(most * (stuck === 0 ? FIRST : (1 - FIRST) / HELD_UP), () => {
        for (const rule of rules.slice(verdicts.length)) verdicts.push(judge(rule, recording, read, options));
      });
    } catch (error) {
      if (!(error instanceof OutOfPatience)) throw error;
      stuck += 1;
      const rule = rules[verdicts.length];
      if (rule !== undefined) verdicts.push(leftOut(rule, recording, `judging this was ${error.message}`));
    }
  }
  const rest = rules.slice(verdicts.length);
  const note = 'what the target sent kept other rules busy for too long';
  return { verdicts: [...verdicts, ...rest.map((rule) => leftOut(rule, recording, note))], heldUp: stuck > 0 };
}

function leftOut(rule: Rule, recording: Recording, note: string): Verdict {
  const level = rule.check.levels?.[recording.revision] ?? rule.check.level;
  const reason: Skip = { kind: 'blocked', note };
  return { rule, recording, level, outcome: 'skip', seen: 0, findings: [], reason, ms: 0 };
}

// What becomes of verdicts when the target is gone before it was asked everything: nothing is held against it but the end itself.

import type { Skip } from '../../suites/kernel/check.ts';
import type { Exchange } from '../../suites/kernel/recording.ts';
import type { Verdict } from './judge.ts';
import type { Sitting } from './sitting.ts';

/** The main lane is gone though nobody ended it; over HTTP, nobody answers any more. */
export async function isDead(sitting: Sitting): Promise<boolean> {
  const { main } = sitting;
  if (main === undefined) return false;
  if (sitting.transport !== 'streamable-http') return !main.alive;
  const broken = sitting.recorder.exchanges.some(({ outcome }) => outcome === 'closed');
  if (!broken) return false;
  const fence = await main.as('open').settle(0);
  return fence.outcome === 'closed';
}

/** The end is a finding by itself, or a fuzz case brought it. */
export function tellsOfDeath({ rule, outcome, findings, recording }: Verdict): boolean {
  if (outcome !== 'fail') return false;
  const ends = new Set(recording.frames.filter(({ via }) => via === 'exit').map(({ seq }) => `f${seq}`));
  if (findings.some(({ at }) => at.some(({ exchange }) => ends.has(exchange)))) return true;
  if (rule.suite !== 'fuzz') return false;
  const closed = new Set(recording.exchanges.filter((one) => one.outcome === 'closed').map(({ id }) => id));
  return findings.some(({ at }) => at.some(({ exchange }) => closed.has(exchange)));
}

export interface Death {
  readonly reason: Skip;
  /** Malformed messages that were answered by nothing but the end. */
  readonly killers: ReadonlySet<string>;
}

export function deathOf(sitting: Sitting, signal: AbortSignal): Death {
  if (signal.aborted)
    return { reason: { kind: 'blocked', note: 'the run ended before this could be judged' }, killers: new Set() };
  const exit = sitting.recorder.frames.findLast(({ lane, via }) => via === 'exit' && lane === sitting.main?.lane);
  const { exchanges } = sitting.recorder;
  const killer = killerOf(exchanges);
  const after = killer === undefined ? '' : ` after ${killer.sent.deliberate ?? ''} (${killer.id})`;
  const note = `the target died in the middle${after}: ${exit?.raw ?? 'connection refused'}`;
  const killers = [killer, ...killersElsewhere(sitting)].flatMap((one) => one?.id ?? []);
  return { reason: { kind: 'blocked', note }, killers: new Set(killers) };
}

/** Several exchanges may end at one moment: only where a single malformed message is among them is it told of. */
const AT_ONCE_MS = 50;

function killerOf(exchanges: readonly Exchange[]): Exchange | undefined {
  const closed = exchanges.filter(({ outcome }) => outcome === 'closed');
  const endOf = ({ sent, ms }: Exchange): number => sent.at + ms;
  const first = Math.min(...closed.map(endOf));
  const together = closed.filter((one) => endOf(one) <= first + AT_ONCE_MS);
  const malformed = together.filter(({ sent }) => sent.deliberate !== undefined);
  const [killer] = malformed;
  return killer !== undefined && malformed.length === 1 ? killer : undefined;
}

/** On stdio each lane is a process of its own, and may have had an end of its own. */
function killersElsewhere({ recorder, main }: Sitting): readonly (Exchange | undefined)[] {
  const exits = recorder.frames.filter(({ via, lane }) => via === 'exit' && lane !== main?.lane);
  return exits.map(({ lane, seq }) =>
    killerOf(recorder.exchanges.filter((one) => one.lane === lane && one.sent.seq < seq)),
  );
}

/** What was never answered because the target was gone is no failure of the rule, and no absence either. */
export function spareTheDead(verdict: Verdict, { reason: cause, killers }: Death): Verdict {
  const { outcome, reason, findings, recording } = verdict;
  if (outcome === 'skip' && reason?.kind === 'nothing-to-judge') return { ...verdict, reason: cause };
  if (outcome === 'skip' && reason?.kind === 'blocked')
    return { ...verdict, reason: { kind: 'blocked', note: `${cause.note}; ${reason.note}` } };
  if (outcome !== 'fail' && outcome !== 'warn') return verdict;
  const unanswered = new Set(
    recording.exchanges
      .filter((exchange) => /^(?:closed|cancelled|timeout)$/.test(exchange.outcome))
      .map(({ id }) => id),
  );
  const alive = findings.filter(
    ({ at }) =>
      at.some(({ exchange }) => killers.has(exchange)) || !at.some(({ exchange }) => unanswered.has(exchange)),
  );
  if (alive.length > 0) return { ...verdict, findings: alive };
  return { ...verdict, outcome: 'skip', seen: 0, findings: [], reason: cause };
}

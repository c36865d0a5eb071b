// One audit, on one page: open, gather, probe, judge, report.
//
// What a target needs to boot is our time to load the rest: the rules, the judges and the report are imported only after
// the target was started or dialled.

import { randomInt } from 'node:crypto';
import { setMaxListeners } from 'node:events';
import { whenAborted } from '../aborts.ts';
import type { Recording } from '../../suites/kernel/recording.ts';
import type { Report } from '../../suites/kernel/report.ts';
import type { AuditOptions } from '../options.ts';
import { plant } from '../dlp/canaries.ts';
import type { Target } from '../target.ts';
import type { Rule } from './catalog.ts';
import type { End, EvidenceFile } from './evidence.ts';
import { mask, registerSecret, registerUrlSecrets, showUrl } from './mask.ts';
import { open } from './open.ts';
import type { Sitting } from './sitting.ts';

/** For tests and suites with a runner of their own: rules instead of the catalog's, and a look at the recordings before they are dropped. */
export interface Inside {
  readonly rules?: readonly Rule[];
  readonly inspect?: (recordings: readonly Recording[]) => void;
}

export async function run(given: Target, options: AuditOptions, inside: Inside = {}): Promise<Report> {
  const began = performance.now();
  const startedAt = new Date();
  const seed = options.seed ?? randomInt(2 ** 31);
  registerCredentials(given);
  const named = { kind: given.kind === 'http' ? ('http' as const) : ('stdio' as const), label: labelOf(given) };
  for (const token of Object.values(options.tokens ?? {})) registerSecret(token);
  const planted = plant(given, options, seed);
  const { target } = planted;
  const evidence = await evidenceOf(options);
  const clock = deadline(options);
  const tried: Sitting[] = [];
  clock.signal.addEventListener('abort', () => tried.forEach((sitting) => sitting.abandon()), { once: true });
  let end: End = { type: 'end', incomplete: 'interrupted', faults: [] };
  evidence?.begin(named, seed);
  try {
    options.onEvent?.({ kind: 'phase', phase: 'connect' });
    const opening = open({
      target,
      label: labelOf(given),
      options,
      seed,
      timeoutMs: options.timeoutMs ?? 10_000,
      numbering: { frame: 0, exchange: 0 },
      began,
      guard: import('../wire/guard.ts').then(({ guard }) => guard),
      onSitting: (sitting) => tried.push(sitting),
      ...(evidence === undefined ? {} : { evidence: (line) => evidence.write(line) }),
    });
    const { loadSelected, judgeAll } = await import('./sit.ts');
    const [rules, { report }] = await Promise.all([inside.rules ?? loadSelected(options), import('./report.ts')]);
    const opened = await opening;
    for (const { measures } of opened.sittings) measures['dlp.planted'] = planted.around;
    const judged = await judgeAll(opened, rules, options, clock.signal, evidence);
    options.onEvent?.({ kind: 'phase', phase: 'report' });
    const incomplete = clock.why() ?? judged.incomplete;
    const recordings = judged.sittings.map((sitting) => sitting.recording());
    inside.inspect?.(recordings);
    const lost = evidence?.problem();
    const unopened = judged.faults.filter(({ stage }) => stage === 'connect');
    end = { type: 'end', faults: unopened, ...(incomplete === undefined ? {} : { incomplete }) };
    return report({
      target: named,
      startedAt,
      durationMs: performance.now() - began,
      seed,
      recordings,
      verdicts: judged.verdicts,
      faults: [
        ...judged.faults,
        ...(lost === undefined ? [] : [{ stage: 'report' as const, where: 'evidence', message: lost }]),
      ],
      options,
      ...(incomplete === undefined ? {} : { incomplete }),
    });
  } finally {
    clock.stop();
    await Promise.all(tried.map((sitting) => sitting.shutdown()));
    planted.remove();
    evidence?.close(end);
  }
}

async function evidenceOf(options: AuditOptions): Promise<EvidenceFile | undefined> {
  if (options.evidence === undefined) return undefined;
  const { evidenceFile } = await import('./evidence.ts');
  return evidenceFile(options.evidence);
}

function registerCredentials(target: Target): void {
  if (target.kind === 'stdio') for (const value of Object.values(target.env ?? {})) registerSecret(value);
  if (target.kind !== 'http') return;
  registerUrlSecrets(target.url);
  for (const value of Object.values(target.headers ?? {})) registerSecret(value);
}

/** How the target is named in reports: nothing in it is a credential. */
function labelOf(target: Target): string {
  if (target.label !== undefined) return mask(target.label);
  if (target.kind === 'http') return showUrl(target.url);
  return target.kind === 'streams' ? 'streams' : mask([target.command, ...target.args].join(' '));
}

interface Clock {
  readonly signal: AbortSignal;
  why(): 'budget' | 'interrupted' | undefined;
  stop(): void;
}

/** The budget of the whole run and the caller's own signal as one. */
function deadline(options: AuditOptions): Clock {
  const controller = new AbortController();
  setMaxListeners(0, controller.signal); // one listener for each probe under way
  let why: 'budget' | 'interrupted' | undefined;
  const end = (reason: 'budget' | 'interrupted'): void => {
    why ??= reason;
    controller.abort();
  };
  const timer = setTimeout(() => end('budget'), options.budgetMs ?? 600_000);
  const interrupt = (): void => end('interrupted');
  const stopListening = whenAborted(options.signal, interrupt);
  return {
    signal: controller.signal,
    why: () => why,
    stop: () => {
      clearTimeout(timer);
      stopListening();
    },
  };
}

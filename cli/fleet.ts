// Several servers at the same time: as many as the machine has cores, and more while it has nothing to do.
//
// What a server costs is not known before: one keeps a core busy for a second, another is silent until its time is up. A
// fixed number either leaves the machine idle or starts so many at once that good servers are late, so we look.

import { availableParallelism, cpus } from 'node:os';
import type { AuditOptions } from '../runner/options.ts';
import type { Report } from '../suites/kernel/report.ts';
import type { ProgressOptions } from './progress.ts';
import type { NamedTarget } from './target-options.ts';
import { visible } from '../reporters/visible.ts';

/** Measurements, which a neighbour would spoil. */
const ALONE = new Set(['load', 'affinity']);

/** How many items are worked on at once. */
export interface Places {
  /** Always. */
  readonly sure: number;
  /** While `spare` says that there is room. */
  readonly most: number;
  readonly spare: () => boolean;
}

/** Those that wait for a silent server need no core; what they keep in memory is bounded by this. */
const WAITING = 4;
/** Bytes of memory beyond which nothing is begun that could wait. */
const ROOMY = 256 * 1024 * 1024;
/** Between two looks at how busy the machine is, in milliseconds. */
const LOOK = 150;

export function placesFor(servers: number, { suites, probes }: Pick<AuditOptions, 'suites' | 'probes'>): Places {
  const cores = Math.max(2, availableParallelism());
  // A server that is only looked at is one program; while it boots or ends, the one before is judged or the next begun.
  const sure = probes === false ? cores + 1 : cores;
  if (suites?.some((suite) => ALONE.has(suite)) === true) return { sure: 1, most: 1, spare: () => false };
  const idle = idleCores(cores);
  return {
    sure: Math.min(servers, sure),
    most: Math.min(servers, WAITING * cores),
    spare: () => idle() >= 1 && process.memoryUsage.rss() < ROOMY,
  };
}

/** How many cores of the machine had nothing to do since the last call, whoever keeps the others busy. */
function idleCores(cores: number): () => number {
  const times = (): { readonly idle: number; readonly all: number } => {
    const each = cpus().map(({ times: { user, nice, sys, idle, irq } }) => ({
      idle,
      all: user + nice + sys + idle + irq,
    }));
    return { idle: each.reduce((sum, { idle }) => sum + idle, 0), all: each.reduce((sum, { all }) => sum + all, 0) };
  };
  let before = times();
  return () => {
    const now = times();
    const all = now.all - before.all;
    const share = all > 0 ? (now.idle - before.idle) / all : 0;
    before = now;
    return share * cores;
  };
}

/**
 * Works on several items at a time; what comes of each goes to `deliver` when it is there, one after the other, so that
 * nothing waits in memory for a server that hangs.
 *
 * @throws what `deliver` throws, once nothing runs any more.
 */
export async function eachOf<T, R>(
  items: readonly T[],
  places: Places,
  work: (item: T, index: number) => Promise<R>,
  deliver: (item: T, result: R, index: number) => Promise<void>,
): Promise<void> {
  let next = 0;
  let failed = false;
  let beyond = 0;
  let delivered: Promise<void> = Promise.resolve();
  const one = async (): Promise<void> => {
    const index = (next += 1) - 1;
    const item = items[index] as T;
    try {
      const result = await work(item, index);
      delivered = delivered.then(() => deliver(item, result, index));
      await delivered;
    } catch (error) {
      failed = true;
      throw error;
    }
  };
  const left = (): boolean => next < items.length && !failed;
  const worker = async (): Promise<void> => {
    while (left()) await one();
  };
  const extra: Promise<unknown>[] = [];
  // One at a time, and for one item: what it needs must show before another is begun.
  const looking = setInterval(() => {
    if (!places.spare() || places.sure + beyond >= places.most || !left()) return;
    beyond += 1;
    extra.push(
      one().then(
        () => (beyond -= 1),
        (error: unknown) => error,
      ),
    );
  }, LOOK);
  try {
    const ends = await Promise.allSettled(Array.from({ length: places.sure }, worker));
    const more = await Promise.all(extra);
    const failure = ends.find((end) => end.status === 'rejected')?.reason ?? more.find((end) => end instanceof Error);
    if (failure !== undefined) throw failure;
  } finally {
    clearInterval(looking);
  }
}

/** A report for a server that even Assay stumbled over: the others are audited all the same. */
export async function stumbled(
  { name = '', target }: NamedTarget,
  options: AuditOptions,
  error: unknown,
): Promise<Report> {
  const { report } = await import('../runner/engine/report.ts');
  return report({
    target: { kind: target.kind === 'http' ? 'http' : 'stdio', label: name },
    startedAt: new Date(),
    durationMs: 0,
    seed: options.seed ?? 0,
    recordings: [],
    verdicts: [],
    faults: [{ stage: 'connect', where: 'open', message: error instanceof Error ? error.message : String(error) }],
    options,
    incomplete: 'unreachable',
  });
}

/** One line for all that runs, on a terminal; elsewhere each server's own lines, which carry its name. */
export function fleetLine(
  options: ProgressOptions,
  total: number,
): { started(name: string): void; done(name: string): void; end(): void } {
  const under = new Set<string>();
  let done = 0;
  const shown = options.stream.isTTY === true && !options.quiet;
  const draw = (): void => {
    if (!shown) return;
    const line = `assay: ${done} of ${total} servers done; auditing ${[...under].map(visible).join(', ')}`;
    options.stream.write(`\r\u001b[2K${line.slice(0, Math.max(20, (options.stream.columns ?? 80) - 1))}`);
  };
  return {
    started: (name) => {
      under.add(name);
      draw();
    },
    done: (name) => {
      under.delete(name);
      done += 1;
      draw();
    },
    end: () => {
      if (shown) options.stream.write('\r\u001b[2K');
    },
  };
}

// Several servers at the same time, as many as the machine has cores.

import { availableParallelism } from 'node:os';
import type { AuditOptions } from '../runner/options.ts';
import type { Report } from '../suites/kernel/report.ts';
import type { ProgressOptions } from './progress.ts';
import type { NamedTarget } from './target-options.ts';
import { visible } from '../reporters/visible.ts';

/** Measurements, which a neighbour would spoil. */
const ALONE = new Set(['load', 'affinity']);

/** A program that hangs costs time and no core, so that even a small machine does two. */
export const jobsFor = (servers: number, suites: readonly string[] | undefined): number =>
  suites?.some((suite) => ALONE.has(suite)) === true ? 1 : Math.min(servers, Math.max(2, availableParallelism()));

/**
 * Works on `jobs` items at a time; what comes of each goes to `deliver` when it is there, one after the other, so that
 * nothing waits in memory for a server that hangs.
 *
 * @throws what `deliver` throws, once nothing runs any more.
 */
export async function eachOf<T, R>(
  items: readonly T[],
  jobs: number,
  work: (item: T, index: number) => Promise<R>,
  deliver: (item: T, result: R, index: number) => Promise<void>,
): Promise<void> {
  let next = 0;
  let delivered: Promise<void> = Promise.resolve();
  const worker = async (): Promise<void> => {
    while (next < items.length) {
      const index = next;
      next += 1;
      const item = items[index] as T;
      const result = await work(item, index);
      delivered = delivered.then(() => deliver(item, result, index));
      await delivered;
    }
  };
  const ends = await Promise.allSettled(Array.from({ length: jobs }, worker));
  const failed = ends.find((end) => end.status === 'rejected');
  if (failed !== undefined) throw failed.reason;
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

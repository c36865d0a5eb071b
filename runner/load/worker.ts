// The thread that sends: runs its share of a plan and posts what it saw. Also runs inside the caller, for small loads.

import { isMainThread, parentPort, workerData } from 'node:worker_threads';
import { whenAborted } from '../aborts.ts';
import { runClosed } from './closed.ts';
import { Driver } from './driver.ts';
import { runOpen } from './open.ts';
import type { WorkerPlan, WorkerRaw } from './shape.ts';

export type WorkerMessage =
  { readonly kind: 'progress'; readonly done: number } | { readonly kind: 'raw'; readonly raw: WorkerRaw };

export async function runShare(plan: WorkerPlan, signal?: AbortSignal): Promise<WorkerRaw> {
  const startedAtMs = Date.now();
  const driver = new Driver(plan);
  const stop = (): void => void (driver.stopped = true);
  const stopListening = whenAborted(signal, stop);
  if (plan.mode.kind === 'closed') await runClosed(driver, plan.mode.users);
  else await runOpen(driver, plan.mode);
  const elapsedMs = performance.now() - driver.began;
  stopListening();
  await driver.close();
  return driver.tally.raw(plan.worker, startedAtMs, elapsedMs);
}

if (!isMainThread && parentPort !== null && isPlan(workerData)) {
  const port = parentPort;
  const abort = new AbortController();
  port.on('message', () => abort.abort());
  const raw = await runShare(workerData, abort.signal);
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
  port.postMessage({ kind: 'raw', raw } satisfies WorkerMessage);
  port.close();
}

/** Test runners run modules in threads of their own; only a thread that was given a plan is ours. */
function isPlan(data: unknown): data is WorkerPlan {
  return typeof data === 'object' && data !== null && 'assayLoadPlan' in data;
}

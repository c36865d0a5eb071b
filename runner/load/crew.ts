// Splits a plan over threads and merges what they saw into figures.

import { createRequire } from 'node:module';
import { availableParallelism } from 'node:os';
import { pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';
import { whenAborted } from '../aborts.ts';
import { figuresOf, type LoadFigures } from './figures.ts';
import type { LoadPlan, WorkerPlan, WorkerRaw } from './shape.ts';
import { runShare, type WorkerMessage } from './worker.ts';

export interface CrewOptions {
  /** Threads; 0 sends from the calling thread. Default: one for every two processors, the target needs some too. */
  readonly threads?: number;
  readonly signal?: AbortSignal;
}

export interface LoadOutcome {
  readonly figures: LoadFigures;
  readonly raws: readonly WorkerRaw[];
}

export async function runLoad(plan: LoadPlan, options: CrewOptions = {}): Promise<LoadOutcome> {
  const wanted = options.threads ?? Math.max(1, Math.floor(availableParallelism() / 2));
  const room = plan.mode.kind === 'closed' ? plan.mode.users : plan.mode.maxConnections;
  const workers = Math.max(0, Math.min(wanted, room));
  const raws =
    workers === 0
      ? [await runShare({ ...plan, worker: 0, workers: 1 }, options.signal)]
      : await Promise.all(
          Array.from({ length: workers }, (_, worker) => runThread({ ...plan, worker, workers }, options.signal)),
        );
  return { figures: figuresOf(raws, plan), raws };
}

function runThread(plan: WorkerPlan, signal: AbortSignal | undefined): Promise<WorkerRaw> {
  return new Promise((resolve, reject) => {
    const worker = startThread({ ...plan, assayLoadPlan: true });
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
    const abort = (): void => worker.postMessage('abort');
    const stopListening = whenAborted(signal, abort);
    let raw: WorkerRaw | undefined;
    worker.on('message', (message: WorkerMessage) => {
      if (message.kind === 'raw') raw = message.raw;
    });
    worker.on('error', reject);
    worker.on('exit', (code) => {
      stopListening();
      if (raw === undefined) reject(new Error(`a load thread ended with code ${code} and without figures`));
      else resolve(raw);
    });
  });
}

/** From a checkout the sources run under tsx, and a thread does not inherit its loader on Node 20. */
function startThread(workerData: unknown): Worker {
  if (!import.meta.url.endsWith('.ts')) return new Worker(new URL('./worker.js', import.meta.url), { workerData });
  const loader = pathToFileURL(
    createRequire(import.meta.url)
      .resolve('tsx/esm/api')
      .replace(/cjs$/, 'mjs'),
  ).href;
  const entry = new URL('./worker.ts', import.meta.url).href;
  return new Worker(`import(${quoted(loader)}).then((tsx) => { tsx.register(); return import(${quoted(entry)}); });`, {
    eval: true,
    workerData,
  });
}

const quoted = (value: string): string => JSON.stringify(value);

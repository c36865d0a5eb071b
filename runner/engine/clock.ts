// The budget of a run and the caller's own signal as one: when to stop asking, and how long may be judged after that.

import { setMaxListeners } from 'node:events';
import { whenAborted } from '../aborts.ts';
import type { AuditOptions } from '../options.ts';

export interface Clock {
  /** Aborted when nothing more is to be asked. */
  readonly signal: AbortSignal;
  /** Milliseconds until the budget is used up; negative afterwards. */
  left(): number;
  why(): 'budget' | 'interrupted' | undefined;
  stop(): void;
}

/** Of the budget, what is kept for judging and for the report: a fifth, and never more than this. */
const FOR_JUDGING = 5_000;

export function deadline(options: AuditOptions, began = performance.now()): Clock {
  const controller = new AbortController();
  setMaxListeners(0, controller.signal); // one listener for each probe under way
  let why: 'budget' | 'interrupted' | undefined;
  const end = (reason: 'budget' | 'interrupted'): void => {
    why ??= reason;
    controller.abort();
  };
  const budget = options.budgetMs ?? 600_000;
  const timer = setTimeout(() => end('budget'), budget - Math.min(FOR_JUDGING, budget / 5));
  const interrupt = (): void => end('interrupted');
  const stopListening = whenAborted(options.signal, interrupt);
  return {
    signal: controller.signal,
    left: () => began + budget - performance.now(),
    why: () => why,
    stop: () => {
      clearTimeout(timer);
      stopListening();
    },
  };
}

/** Timers fire again: work that goes from one promise to the next would keep the end of the budget from being noticed. */
export const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** What comes of it in this time. */
export async function within<T>(work: Promise<T>, ms: number): Promise<T | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), ms);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}

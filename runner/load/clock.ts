// The budget of a run and the signal of its caller as one, and which of the two ended it.

import { whenAborted } from '../aborts.ts';

export interface RunClock {
  readonly signal: AbortSignal;
  why(): 'budget' | 'interrupted' | undefined;
  stop(): void;
}

/** Without a budget of its own a run gets `fallbackMs`; without either it is bounded by its own counts. */
export function clockOf(
  options: { readonly signal?: AbortSignal; readonly budgetMs?: number },
  fallbackMs?: number,
): RunClock {
  const controller = new AbortController();
  let why: 'budget' | 'interrupted' | undefined;
  const end = (reason: 'budget' | 'interrupted'): void => {
    why ??= reason;
    controller.abort();
  };
  const ms = options.budgetMs ?? fallbackMs;
  const timer = ms === undefined ? undefined : setTimeout(() => end('budget'), ms);
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

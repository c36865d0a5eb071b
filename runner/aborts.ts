// One listener a signal, however many wait for it: a fleet shares the signal of Ctrl-C, and Node warns of an eleventh.

const waiting = new WeakMap<AbortSignal, Set<() => void>>();

/** Calls `act` once when the signal aborts, at once where it has; gives back how to stop waiting. */
export function whenAborted(signal: AbortSignal | undefined, act: () => void): () => void {
  if (signal === undefined) return () => undefined;
  if (signal.aborted) {
    act();
    return () => undefined;
  }
  const acts = waiting.get(signal) ?? listen(signal);
  acts.add(act);
  return () => acts.delete(act);
}

function listen(signal: AbortSignal): Set<() => void> {
  const acts = new Set<() => void>();
  waiting.set(signal, acts);
  const all = (): void => {
    for (const act of [...acts]) act();
    acts.clear();
  };
  signal.addEventListener('abort', all, { once: true });
  return acts;
}

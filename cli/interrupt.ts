// Ctrl-C ends the audit, not the program: what was done is still reported. A second one ends the program.

import { EXIT } from './exit.ts';

/** A signal that SIGINT and SIGTERM abort; `stop` gives the keys back. */
export function interruptible(): { readonly signal: AbortSignal; stop(): void } {
  const controller = new AbortController();
  const onSignal = (): void => {
    if (controller.signal.aborted) process.exit(EXIT.interrupted);
    process.stderr.write('\nassay: stopping; reports of what was done follow (Ctrl-C again to leave at once)\n');
    controller.abort();
  };
  const signals = ['SIGINT', 'SIGTERM'] as const;
  for (const signal of signals) process.on(signal, onSignal);
  return {
    signal: controller.signal,
    stop: () => {
      for (const signal of signals) process.off(signal, onSignal);
    },
  };
}

// How long a process may take to end once it was told to: "promptly" (2026-07-28, stdio, Shutdown) with room for a busy machine.

import type { Session } from '../kernel/check.ts';

export const EXIT_PATIENCE = 2000;

/** Tells the process behind a lane to end, and does not wait for it: `endings` does. */
export function tellToEnd(session: Session, how: 'eof' | 'sigterm', tag: string): void {
  session.end(how, { tag, timeout: EXIT_PATIENCE }).catch(() => undefined);
}

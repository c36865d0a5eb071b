// How long is waited for a process to end once it was told to: "promptly" (2026-07-28, stdio, Shutdown). Whoever is gone
// before the run is over went in time: on a busy machine both take longer.

import type { Session } from '../kernel/check.ts';

export const EXIT_PATIENCE = 1200;

/** Tells the process behind a lane to end, and does not wait for it: `endings` does. */
export function tellToEnd(session: Session, how: 'eof' | 'sigterm', tag: string): void {
  session.end(how, { tag, timeout: EXIT_PATIENCE }).catch(() => undefined);
}

// Waits for what may come, in time that was really there: pauses count waking time, the clock of the recording goes on.

import type { Session } from '../kernel/check.ts';

/** @returns whether it came to hold. */
export async function until(session: Session, holds: () => boolean, ms: number, step = 25): Promise<boolean> {
  for (let waited = 0; !holds(); waited += step) {
    if (waited >= ms || !session.alive) return false;
    await session.pause(step);
  }
  return true;
}

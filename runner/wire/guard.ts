// Our own messages are held to the same shapes as the target's: a mistake of ours must never read as its failure.

import { violations } from '../../suites/schema/violations.ts';
import type { Revision } from '../../suites/kernel/revision.ts';

/** We were about to send something wrong without saying that it is on purpose. */
export class GuardError extends Error {
  override readonly name = 'GuardError';
}

/** @throws GuardError for a message that breaks the shapes of its revision; what is wrong on purpose never gets here. */
export function guard(by: string, method: string, message: unknown, revision: Revision): void {
  const [first] = violations(revision, message, { from: 'client', method });
  if (first === undefined) return;
  throw new GuardError(
    `${by} was about to send a ${method} that breaks ${revision} at ${first.pointer || 'the message'}: ` +
      `${first.got} where ${first.want} belongs; if that is meant, say so with \`deliberate\``,
  );
}

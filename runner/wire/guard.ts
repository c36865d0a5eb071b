// Our own messages are held to the same shapes as the target's: a mistake of ours must never read as its failure.

import { violations } from '../../suites/schema/violations.ts';
import { member } from '../../suites/kernel/look.ts';
import type { Revision } from '../../suites/kernel/revision.ts';

/** We were about to send something wrong without saying that it is on purpose. */
export class GuardError extends Error {
  override readonly name = 'GuardError';
}

/** @throws GuardError for a message that breaks the shapes of its revision; what is wrong on purpose never gets here. */
export function guard(by: string, method: string, message: unknown, revision: Revision): void {
  const first = violations(revision, message, { from: 'client', method }).find(
    (one) => !isTheirs(one.pointer, message),
  );
  if (first === undefined) return;
  throw new GuardError(
    `${by} was about to send a ${method} that breaks ${revision} at ${first.pointer || 'the message'}: ` +
      `${first.got} where ${first.want} belongs; if that is meant, say so with \`deliberate\``,
  );
}

/** URIs and templates are repeated as the target gave them: one that is none is the target's doing, and judged as such. */
function isTheirs(pointer: string, message: unknown): boolean {
  const params = member(message, 'params');
  if (pointer === '/params/uri') return typeof member(params, 'uri') === 'string';
  return pointer === '/params/ref/uri' && typeof member(member(params, 'ref'), 'uri') === 'string';
}

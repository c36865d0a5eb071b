// How faults of the door are written down: the same fault before a server of each era, under the entry of each.

import type { Era, Mutant } from '../audit.ts';
import type { Door } from '../door.ts';

export type Planted = Omit<Mutant, 'id' | 'what' | 'era'>;

/** The era in which an entry holds. */
const eraOf = (id: string): Era => (/^(?:authorization|caching)\./u.test(id) ? 'per-request' : 'initialize');

/** One fault under each of these entries; `id@per-request` where its name does not tell the era. */
export const plant = (ids: string | readonly string[], what: string, planted: Planted): readonly Mutant[] =>
  [ids].flat().map((named): Mutant => {
    const [id = '', era] = named.split('@');
    return { id, what, era: era === undefined ? eraOf(id) : (era as Era), ...planted };
  });

export const door = (ids: string | readonly string[], what: string, change: (door: Door) => void): readonly Mutant[] =>
  plant(ids, what, { door: change });

/** The claims of a token that nobody verified. */
export function claimsOf(token: string): Record<string, unknown> {
  try {
    return JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as Record<string, unknown>;
  } catch {
    return {};
  }
}

export const ANYBODY = { subject: 'somebody', scopes: ['shop:read', 'shop:stock'] } as const;

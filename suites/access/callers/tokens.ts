// Credentials that must open nothing: those that everybody knows, and a token that was revoked.

import type { Session } from '../../kernel/check.ts';
import { resultOf } from '../../kernel/look.ts';
import { ask } from './asking.ts';

/** Tried in this order; what opens with no credentials at all is another rule's matter. */
export const DEFAULTS: readonly (readonly [label: string, header: string, value: string])[] = [
  ['Basic admin:admin', 'Authorization', `Basic ${btoa('admin:admin')}`],
  ['Basic admin:password', 'Authorization', `Basic ${btoa('admin:password')}`],
  ['Basic admin:', 'Authorization', `Basic ${btoa('admin:')}`],
  ['Basic root:root', 'Authorization', `Basic ${btoa('root:root')}`],
  ['Basic user:password', 'Authorization', `Basic ${btoa('user:password')}`],
  ['Basic guest:guest', 'Authorization', `Basic ${btoa('guest:guest')}`],
  ['Bearer admin', 'Authorization', 'Bearer admin'],
  ['Bearer test', 'Authorization', 'Bearer test'],
  ['Bearer token', 'Authorization', 'Bearer token'],
  ['Bearer secret', 'Authorization', 'Bearer secret'],
  ['Bearer changeme', 'Authorization', 'Bearer changeme'],
  ['Bearer undefined', 'Authorization', 'Bearer undefined'],
  ['Bearer null', 'Authorization', 'Bearer null'],
  ['X-API-Key: test', 'X-API-Key', 'test'],
  ['X-API-Key: changeme', 'X-API-Key', 'changeme'],
];

const methodFor = (session: Session): string => {
  const kind = (['tools', 'resources', 'prompts'] as const).find((one) => session.capabilities[one] !== undefined);
  return kind === undefined ? 'ping' : `${kind}/list`;
};

/** A client that shows them from its first message on. */
export async function tryDefaults(session: Session): Promise<void> {
  if (session.transport === 'stdio') return;
  for (const [label, header, value] of DEFAULTS) {
    const own = await session.fork({ caller: null, headers: { [header]: value }, purpose: `default ${label}` });
    await ask({ name: label, session: own }, 'default', methodFor(session));
  }
}

/** A session whose token is revoked in the middle: used before, after, and a new one with the same token. */
export async function tryRevocation(session: Session, caller: string): Promise<void> {
  if (session.transport === 'stdio') return;
  const own = await session.fork({ caller, ownToken: true, purpose: `caller ${caller}, to be revoked` });
  const method = methodFor(session);
  const before = await ask({ name: caller, session: own }, 'before-revocation', method);
  if (resultOf(before) === undefined || !(await own.revoke())) return;
  await ask({ name: caller, session: own }, 'after-revocation', method);
}

// Calls that the operator named (`known:`), each made once: what a call was named for is then there to be looked at.

import { artifact } from '../kernel/check.ts';
import type { Session } from '../kernel/check.ts';
import { isObject, member } from '../kernel/look.ts';
import type { Exchange, Json } from '../kernel/recording.ts';

/** `_meta` key that asks for log messages of one request (2026-07-28, server/utilities/logging). */
export const LOG_LEVEL = 'io.modelcontextprotocol/logLevel';

/** Properties that one call shows. The others take long, change something, or are played by those who look for them. */
const ONCE: ReadonlySet<string> = new Set([
  'emits-progress',
  'emits-log',
  'elicits',
  'samples',
  'lists-roots',
  'input-required',
  'resource-link',
  'embedded-resource',
  'image-content',
  'audio-content',
  'structured-content',
  'fails-in-tool',
]);

/** Named calls made at most, and how long each may take. */
const MOST = 24;
const PATIENCE = 3_000;

/** Messages at every level are asked for, in the way of the era. */
export async function askForLogs(session: Session): Promise<Readonly<Record<string, Json>>> {
  if (!isObject(member(session.capabilities, 'logging'))) return {};
  if (session.era === 'per-request') return { [LOG_LEVEL]: 'debug' };
  await session.request('logging/setLevel', { level: 'debug' }, { tag: 'logs' });
  return {};
}

export interface NamedCalls {
  /** Exchanges of calls that were named for this property. */
  of(property: string): readonly Exchange[];
}

export const namedCalls = artifact<NamedCalls>({
  id: 'named-calls',
  gather: async (session) => {
    const chosen = session.known
      .filter(({ property, source }) => source === 'config' && ONCE.has(property))
      .slice(0, MOST);
    if (chosen.length === 0) return;
    const meta = await askForLogs(session);
    // One at a time: on stdio only a call that ran alone is known to be the cause of what came meanwhile.
    for (const [index, { property, method, params }] of chosen.entries()) {
      if (!session.alive) return;
      await session.request(method, params, {
        tag: property,
        progressToken: `named-${index}`,
        meta,
        timeout: PATIENCE,
      });
    }
  },
  read: (recording) => {
    const all = recording.exchanges.filter(({ by }) => by === 'artifact:named-calls');
    return { of: (property) => all.filter(({ tag }) => tag === property) };
  },
});

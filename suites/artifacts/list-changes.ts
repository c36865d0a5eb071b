// Calls that are known to change a list, made on a connection that listens; every list is walked before and after.

import { artifact } from '../kernel/check.ts';
import { member } from '../kernel/look.ts';
import type { Exchange, Recording } from '../kernel/recording.ts';
import { knownCalls } from './known-calls.ts';
import { LISTS, walkList } from './listing.ts';
import type { ListKind } from './listing.ts';
import { until } from './until.ts';

export type Listing = 'tools' | 'resources' | 'prompts';

export interface ListWalks {
  readonly kind: ListKind;
  readonly before: readonly Exchange[];
  readonly after: readonly Exchange[];
}

const CALLS = 3;
/** A list may change some time after the call that makes it change; one that was only seen beside a word of change has had its word. */
const PATIENCE_MS = { config: 1_500, found: 300 };
const BY = 'artifact:list-changes';

export const listChangedMethod = (capability: Listing): string => `notifications/${capability}/list_changed`;

export const declaresListChanged = (capabilities: Recording['capabilities'], capability: Listing): boolean =>
  member(member(capabilities, capability), 'listChanged') === true;

const announced = (capabilities: Recording['capabilities']): readonly Listing[] =>
  (['tools', 'resources', 'prompts'] as const).filter((capability) => declaresListChanged(capabilities, capability));

const kindsOf = (capabilities: readonly Listing[]): readonly ListKind[] =>
  Object.values(LISTS).filter((kind) => capabilities.some((capability) => capability === kind.capability));

/** Initialize era: the later one has subscriptions for this. */
export const listChanges = artifact<readonly ListWalks[]>({
  id: 'list-changes',
  after: [knownCalls],
  declared: (capabilities, { era }) => era === 'initialize' && announced(capabilities).length > 0,
  gather: async (session, views) => {
    const calls = views(knownCalls).find('changes-list').slice(0, CALLS);
    if (calls.length === 0) return;
    const capabilities = announced(session.capabilities);
    const listener = await session.fork({ reuse: true, listen: true, purpose: 'waits for list_changed' });
    const from = listener.frames.length;
    const walkAll = (when: string): Promise<unknown> =>
      Promise.all(kindsOf(capabilities).map((kind) => walkList(listener, kind.method, `${when} ${kind.method}`)));
    await walkAll('before');
    for (const call of calls) await listener.request(call.method, call.params, { tag: 'change' });
    const heard = (): boolean => {
      const methods = new Set(listener.frames.slice(from).map((frame) => member(frame.json, 'method')));
      return capabilities.every((capability) => methods.has(listChangedMethod(capability)));
    };
    await until(listener, heard, Math.max(...calls.map(({ source }) => PATIENCE_MS[source])));
    await walkAll('after');
  },
  read: (recording) => {
    const own = recording.exchanges.filter(({ by }) => by === BY);
    const tagged = (tag: string): readonly Exchange[] => own.filter((exchange) => exchange.tag === tag);
    return Object.values(LISTS).map((kind) => ({
      kind,
      before: tagged(`before ${kind.method}`),
      after: tagged(`after ${kind.method}`),
    }));
  },
});

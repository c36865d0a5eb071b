// What stands open: the check of Origin behind a door, no door at all, and what belongs to another caller.

import { randomUUID } from 'node:crypto';
import type { Mutant } from '../audit.ts';
import { Refusal as OldRefusal } from '../../initialize/server.ts';
import { Refusal } from '../../per-request/words.ts';
import { say } from '../../per-request/tools.ts';
import { subjectNow, type ModernSite, type OldSite } from '../site.ts';
import { plant, type Planted } from './plant.ts';

const ORIGIN = 'http.origin-validated';
const EVERYWHERE = 'http.origin-validated-everywhere@per-request';

const ORDERS = {
  name: 'orders',
  description: 'Orders of whoever asks.',
  inputSchema: { type: 'object', properties: {}, additionalProperties: false },
  annotations: { readOnlyHint: true },
};
const ORDER = {
  name: 'order',
  description: 'One order.',
  inputSchema: { type: 'object', properties: { id: { type: 'string' } }, required: ['id'] },
  annotations: { readOnlyHint: true },
};

/** Orders of each caller, by tools: one lists them, one reads one of them. */
interface Orders {
  readonly of: Map<string, string>;
  list(): string;
  read(id: string): string | undefined;
}

const orders = (): Orders => {
  const of = new Map([
    [`o-${randomUUID()}`, 'ann'],
    [`o-${randomUUID()}`, 'ben'],
  ]);
  const own: Orders = {
    of,
    list: () => JSON.stringify([...of].filter(([, who]) => who === subjectNow()).map(([id]) => ({ orderId: id }))),
    read: (id) => (of.get(id) === subjectNow() ? `order ${id} of ${of.get(id)}: three lamps` : undefined),
  };
  return own;
};

const oldOrders =
  (change: (own: Orders) => void) =>
  ({ server }: OldSite): void => {
    const own = orders();
    change(own);
    server.tools.push(structuredClone(ORDERS), structuredClone(ORDER));
    const text = (value: string, isError = false) => ({ content: [{ type: 'text', text: value }], isError });
    server.calls['orders'] = () => text(own.list());
    server.calls['order'] = ({ id }) => {
      const found = own.read(id);
      return found === undefined ? text('There is no such order.', true) : text(found);
    };
  };

const modernOrders =
  (change: (own: Orders) => void) =>
  (site: ModernSite): void => {
    const own = orders();
    change(own);
    site.parts = ({ tools }) => {
      tools.push({ name: 'orders', definition: structuredClone(ORDERS), run: () => say(own.list()) });
      tools.push({
        name: 'order',
        definition: structuredClone(ORDER),
        run: ({ id }) => {
          const found = own.read(String(id));
          if (found === undefined) throw new Error('There is no such order.');
          return say(found);
        },
      });
    };
  };

const withOrders = (change: (own: Orders) => void): Planted => ({
  old: oldOrders(change),
  modern: modernOrders(change),
});

/** `stock` is listed to those who may call it, and to no others. */
const hidden = (change: { readonly called?: boolean; readonly cached?: boolean }): Planted => {
  const mine = (): boolean => subjectNow() === 'ann';
  let kept: unknown;
  let left = 0;
  const shown = <T extends { name: unknown }>(tools: readonly T[]): readonly T[] => {
    const list = tools.filter(({ name }) => name !== 'stock' || mine());
    if (change.cached !== true) return list;
    // What one caller was told is told to the next two too; then it is forgotten.
    const before = left > 0 ? (kept as readonly T[]) : list;
    left = left > 0 ? left - 1 : 2;
    kept = before;
    return before;
  };
  const covers: Planted['door'] = (own) => void (own.needs = () => ['shop:read']);
  return {
    door: covers,
    old: ({ server }) => {
      const list = server.methods['tools/list'];
      server.methods['tools/list'] = async (params, work) => {
        const result = await list?.(params, work);
        return { ...result, tools: shown(result.tools) };
      };
      const call = server.methods['tools/call'];
      server.methods['tools/call'] = (params, work) => {
        if (params['name'] === 'stock' && !mine() && change.called !== true)
          throw new OldRefusal(-32602, 'Unknown tool');
        return call?.(params, work);
      };
    },
    modern: (site) => {
      site.mutant = {
        said: (message, { method }) => {
          const own = structuredClone(message) as { result?: { tools?: { name: unknown }[] } };
          if (method === 'tools/list' && own.result?.tools !== undefined)
            own.result.tools = [...shown(own.result.tools)];
          return [own as Record<string, unknown>];
        },
        asked: ({ method, params }) => {
          if (method === 'tools/call' && params['name'] === 'stock' && !mine() && change.called !== true)
            throw new Refusal(-32602, 'Unknown tool');
          return undefined;
        },
      };
    },
  };
};

export const GOOD: Readonly<Record<string, Planted>> = {
  'orders of each caller': withOrders(() => undefined),
  'a tool shown to one caller alone': hidden({}),
};

const lax = (name: string) => (site: ModernSite) => void (site.mutant = { lax: [name] });

export const EXPOSED: readonly Mutant[] = [
  ...plant([ORIGIN, EVERYWHERE], 'whoever has a token may come from anywhere', {
    old: ({ server }) => void (server.http['originChecked'] = () => false),
    modern: lax('origin'),
  }),
  ...plant([ORIGIN, EVERYWHERE], 'no door, no check', {
    doorless: true,
    given: 'nothing',
    old: ({ server }) => void (server.http['originChecked'] = () => false),
    modern: lax('origin'),
  }),
  ...plant(ORIGIN, 'not for GET', {
    shape: 'full',
    old: ({ server }) => void (server.http['originChecked'] = ({ method }: { method: string }) => method !== 'GET'),
  }),
  ...plant(ORIGIN, 'not for DELETE', {
    old: ({ server }) => void (server.http['originChecked'] = ({ method }: { method: string }) => method !== 'DELETE'),
  }),
  ...plant(ORIGIN, 'not in a session', {
    old: ({ server }) =>
      void (server.http['originChecked'] = ({ headers }: { headers: Record<string, unknown> }) =>
        headers['mcp-session-id'] === undefined),
  }),
  ...plant(EVERYWHERE, 'discovery alone is guarded', { modern: lax('origin-only-in-discover') }),
  ...plant('security.local-server-protected', 'no door', { doorless: true, given: 'nothing' }),
  ...plant(
    ['access/callers/ids-own', 'access/callers/ids-own@per-request'],
    'whoever knows the number of an order reads it',
    withOrders((own) => {
      own.read = (id) => (own.of.has(id) ? `order ${id} of ${own.of.get(id)}: three lamps` : undefined);
    }),
  ),
  ...plant(
    ['access/callers/unlisted-refused', 'access/callers/unlisted-refused@per-request'],
    'a hidden tool works',
    hidden({ called: true }),
  ),
  ...plant(
    ['access/callers/own-lists', 'caching.access-control-independent'],
    'lists come from a cache of all',
    hidden({ cached: true }),
  ),
  ...plant('mrtr.state-bound-to-principal@per-request', 'a request that asked back is ended by another', {
    shape: 'full',
    modern: (site) => void (site.bound = false),
  }),
  ...plant('tasks.bound-to-auth-context@per-request', 'a task is shown to another', {
    shape: 'full',
    modern: (site) => void (site.bound = false),
  }),
  ...plant('sse.replay-same-stream-only', 'an event of another session is found by its id', {
    shape: 'full',
    old: ({ server }) => {
      server.http['find'] = (_session: unknown, last: string) => {
        for (const connection of server.connections)
          for (const stream of (
            connection.notes.get('session') as { streams?: { sent: { id: string }[] }[] } | undefined
          )?.streams ?? []) {
            const index = stream.sent.findIndex(({ id }) => id === last);
            if (index >= 0) return [stream, index + 1];
          }
        return undefined;
      };
      let count = 0;
      server.http['eventId'] = () => `e${(count += 1)}`;
    },
  }),
];

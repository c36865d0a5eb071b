// Ways to break a server in one place.

import type { Mutant } from '../mutant.ts';
import { type Connection, type Dict, dict, type Handler, type Loose, type Server, type Work } from '../server.ts';

export type Plant = Mutant['plant'];
type More = Omit<Mutant, 'id' | 'what' | 'plant'>;

export const mutant = (id: string, what: string, plant: Plant, more: More = {}): Mutant => ({
  id,
  what,
  plant,
  ...more,
});

export const FULL = { shape: 'full' } as const;
export const HTTP = { over: 'http' } as const;
export const FULL_HTTP = { shape: 'full', over: 'http' } as const;
export const PROCESS = { over: 'process' } as const;

/** Changes what a method answers. */
export const after =
  (method: string, change: (result: Loose, params: Dict, work: Work) => Loose): Plant =>
  (server) => {
    const right = server.methods[method] as Handler;
    server.methods[method] = async (params, work) => {
      const result = structuredClone(await right(params, work));
      return change(result, params, work) ?? result;
    };
  };

export const instead =
  (method: string, handler: (right: Handler, server: Server) => Handler): Plant =>
  (server) => {
    server.methods[method] = handler(server.methods[method] ?? (() => ({})), server);
  };

/** Changes the call of one tool. */
export const tool =
  (name: string, change: (right: Handler, server: Server) => Handler): Plant =>
  (server) => {
    server.calls[name] = change(server.calls[name] as Handler, server);
  };

/** Changes what one tool returns. */
export const returns = (name: string, change: (result: Loose) => Loose): Plant =>
  tool(name, (right) => async (args, work) => {
    const result = structuredClone(await right(args, work));
    return change(result) ?? result;
  });

/** Changes the definition of one tool. */
export const defines =
  (name: string, change: (tool: Dict) => void): Plant =>
  (server) => {
    for (const one of server.tools) if (one['name'] === name) change(one);
  };

/** Changes every response. */
export const replies =
  (change: (reply: Loose, message: Dict, connection: Connection, work: Work) => Dict | undefined | void): Plant =>
  (server) => {
    const right = server.reply;
    server.reply = (reply, message, connection, work) => {
      const now = right(reply, message, connection, work);
      if (now === undefined) return undefined;
      return change(now, message, connection, work) ?? now;
    };
  };

/** Changes every error. */
export const errors = (change: (error: Loose, reply: Loose, message: Dict) => void): Plant =>
  replies((reply, message) => {
    if (reply.error !== undefined) change(reply.error, reply, message);
  });

/** Changes notifications and requests of one method on their way out. */
export const says =
  (method: string, change: (params: Loose, message: Dict, connection: Connection) => void): Plant =>
  (server) => {
    const right = server.out;
    server.out = (message, connection) => {
      if (message['method'] !== method) return right(message, connection);
      const copy = structuredClone(message);
      change(dict(copy['params']), copy, connection);
      return right(copy, connection);
    };
  };

/** Once the client has said `notifications/initialized`. */
export const onceReady =
  (act: (connection: Connection, server: Server) => void): Plant =>
  (server) => {
    const right = server.notices['notifications/initialized'];
    server.notices['notifications/initialized'] = (params, connection) => {
      right?.(params, connection);
      act(connection, server);
    };
  };

export const http =
  (settings: Dict): Plant =>
  (server) => {
    Object.assign(server.http, settings);
  };

export const both =
  (...plants: readonly Plant[]): Plant =>
  (server) => {
    for (const plant of plants) plant(server);
  };

export const notice = (method: string, params?: Dict): Dict => ({
  jsonrpc: '2.0',
  method,
  ...(params === undefined ? {} : { params }),
});

/** No longer declares this, and serves it as before. */
export const undeclared =
  (...names: string[]): Plant =>
  (server) => {
    for (const name of names) delete server.capabilities[name];
  };

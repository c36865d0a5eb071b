// The protected server: the door before a server of either era, and what belongs to one visitor kept from the others.

import { AsyncLocalStorage } from 'node:async_hooks';
import { createServer, type IncomingMessage, type Server as NodeServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { siteOf } from '../initialize/http.ts';
import { dict, type Server as OldServer } from '../initialize/server.ts';
import { makeServer } from '../initialize/shape.ts';
import { visited } from '../per-request/http.ts';
import { createServer as createModern } from '../per-request/server.ts';
import { partsOf } from '../per-request/shapes.ts';
import { say } from '../per-request/tools.ts';
import { type Mutant as ModernMutant, type Parts, Refusal } from '../per-request/words.ts';
import { enter, type Door, type Visit, type Visitor } from './door.ts';

export type Handler = (request: IncomingMessage, response: ServerResponse) => void;

/** Whom the running request is from. */
const running = new AsyncLocalStorage<{ who: Visitor | null }>();
export const subjectNow = (): string => running.getStore()?.who?.subject ?? '';

/** The name by which this machine is meant, and no other (DNS rebinding). */
const isOwnHost = ({ headers, socket }: IncomingMessage): boolean =>
  /^(?:127\.0\.0\.1|localhost|\[::1\])$/iu.test((headers.host ?? '').replace(`:${socket.localPort}`, ''));

const urlOf = (request: IncomingMessage): URL =>
  new URL(request.url ?? '/', `http://${request.headers.host ?? 'localhost'}`);

const STOCK = {
  name: 'stock',
  description: 'Counts the boxes.',
  inputSchema: { type: 'object', properties: {}, additionalProperties: false },
  annotations: { readOnlyHint: true },
};

export interface OldSite {
  readonly server: OldServer;
  /** Whose session it is. */
  readonly owners: Map<string, string>;
  /** `false` where the visitor may not use the session named. */
  mayUse(id: string, who: Visitor | null, request: IncomingMessage): boolean;
}

/** The server of the initialize era; sessions belong to whom they were opened by (security best practices, 2025-11-25). */
export function oldSite(shape: 'tools' | 'full'): OldSite {
  const server = makeServer(shape);
  server.tools.push(structuredClone(STOCK));
  server.calls['stock'] = () => ({ content: [{ type: 'text', text: '14 boxes' }] });
  const owners = new Map<string, string>();
  const site: OldSite = {
    server,
    owners,
    mayUse: (id, who) => !owners.has(id) || owners.get(id) === (who?.subject ?? ''),
  };
  return site;
}

export function oldHandler(site: OldSite, door: Door | undefined): Handler {
  const { server, owners } = site;
  server.http['around'] = async (
    request: IncomingMessage,
    response: ServerResponse,
    body: string,
    next: () => Promise<void>,
  ): Promise<void> => {
    const answer = (status: number, headers: Record<string, string>, text: string): void => {
      response.writeHead(status, headers);
      response.end(text);
    };
    const visit: Visit = { request, url: urlOf(request), message: parsed(body), answer };
    const who = door === undefined ? null : await enter(door, visit);
    if (who === undefined) return;
    const id = request.headers['mcp-session-id'];
    if (typeof id === 'string' && !site.mayUse(id, who, request)) return answer(404, {}, '');
    const set = response.setHeader.bind(response);
    response.setHeader = (name: string, value: string) => {
      if (name.toLowerCase() === 'mcp-session-id') owners.set(value, who?.subject ?? '');
      return set(name, value);
    };
    await running.run({ who }, next);
  };
  return siteOf(server).answer;
}

/** What a mutant may change of the server of the per-request era. */
export interface ModernSite {
  parts(parts: Parts): void;
  mutant: ModernMutant;
  /** Whom a task, or a state that was given out, belongs to. */
  readonly owners: Map<string, string>;
  bound: boolean;
}

export const modernSite = (): ModernSite => ({
  parts: () => undefined,
  mutant: {},
  owners: new Map(),
  bound: true,
});

export function modernHandler(site: ModernSite, shape: 'small' | 'full', door: Door | undefined): Handler {
  const { mutant, owners } = site;
  const own: ModernMutant = {
    ...mutant,
    parts: (parts) => {
      parts.tools.push({ name: STOCK.name, definition: structuredClone(STOCK), run: () => say('14 boxes') });
      mutant.parts?.(parts);
      site.parts(parts);
    },
    web: async (visit, request) => {
      const who =
        door === undefined
          ? null
          : await enter(door, { request, url: urlOf(request), message: visit.message, answer: visit.answer });
      if (who === undefined) return true;
      const now = running.getStore();
      if (now !== undefined) now.who = who;
      return (await mutant.web?.(visit, request)) === true;
    },
    asked: (call) => {
      const things = [call.params['taskId'], call.params['requestState']].map(String);
      if (site.bound && things.some((one) => owners.has(one) && owners.get(one) !== subjectNow()))
        throw new Refusal(-32602, 'There is no such thing');
      return mutant.asked?.(call);
    },
    said: (message, about) => {
      const result = dict(message['result']);
      for (const thing of [result['taskId'], result['requestState']])
        if (typeof thing === 'string' && !owners.has(thing)) owners.set(thing, subjectNow());
      return mutant.said?.(message, about) ?? [message];
    },
  };
  const server = createModern(partsOf(shape), own);
  return (request, response) => void running.run({ who: null }, () => visited(server, request, response));
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

/** One listener for one server after the other, so that tokens can be made for its address beforehand. */
export interface Ground {
  readonly url: string;
  build(handler: Handler, hosts?: (request: IncomingMessage) => boolean): void;
  close(): Promise<void>;
}

export async function openGround(host = '127.0.0.1'): Promise<Ground> {
  let handler: Handler = (_request, response) => void response.writeHead(503).end();
  const node: NodeServer = createServer((request, response) => handler(request, response));
  await new Promise<void>((resolve) => node.listen(0, host, resolve));
  return {
    url: `http://127.0.0.1:${(node.address() as AddressInfo).port}/mcp`,
    build: (next, hosts = isOwnHost) => {
      node.closeAllConnections();
      handler = (request, response) =>
        hosts(request) ? next(request, response) : void response.writeHead(403).end('Not the host of this server');
    },
    close: () =>
      new Promise((resolve) => {
        node.close(() => resolve());
        node.closeAllConnections();
      }),
  };
}

// Servers as people write them with the official SDKs, low and high level, in the process of the test.

import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { PassThrough } from 'node:stream';
import { Server } from '@modelcontextprotocol/sdk/server/index.js';
import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js';
import { StreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/streamableHttp.js';
import { CallToolRequestSchema, ErrorCode, ListToolsRequestSchema, McpError } from '@modelcontextprotocol/sdk/types.js';
import { createMcpHandler, McpServer as McpServer2 } from '@modelcontextprotocol/server';
import { localhostHostValidation, localhostOriginValidation, toNodeHandler } from '@modelcontextprotocol/node';
import { serveStdio } from '@modelcontextprotocol/server/stdio';
import { StdioServerTransport as StdioServerTransport2 } from '@modelcontextprotocol/server/stdio';
import { z } from 'zod';
import type { StreamsTarget } from '../../runner/target.ts';
import type { Served } from './mounts.ts';
import type { Loose } from './peer.ts';

export function lowLevel(): Server {
  const server = new Server({ name: 'low-level', version: '0.1.0' }, { capabilities: { tools: {} } });
  server.setRequestHandler(ListToolsRequestSchema, () => ({
    tools: [
      {
        name: 'sum',
        description: 'Adds numbers.',
        inputSchema: {
          type: 'object',
          properties: { of: { type: 'array', items: { type: 'number' } } },
          required: ['of'],
        },
        annotations: { readOnlyHint: true, idempotentHint: true },
      },
    ],
  }));
  server.setRequestHandler(CallToolRequestSchema, ({ params }) => {
    if (params.name !== 'sum') throw new McpError(ErrorCode.InvalidParams, `Unknown tool: ${params.name}`);
    const of = params.arguments?.['of'];
    if (!Array.isArray(of) || of.some((one) => typeof one !== 'number'))
      return { isError: true, content: [{ type: 'text', text: 'of must be a list of numbers' }] };
    return { content: [{ type: 'text', text: String(of.reduce((all: number, one: number) => all + one, 0)) }] };
  });
  return server;
}

const kinds = {
  kind: z.enum(['invoice', 'order']),
  email: z.email().optional(),
  when: z.iso.date().optional(),
  amount: z.union([z.number().positive(), z.literal('all')]),
  pairs: z.record(z.string(), z.number()).optional(),
  place: z.discriminatedUnion('type', [
    z.object({ type: z.literal('city'), name: z.string().min(2) }),
    z.object({ type: z.literal('zip'), code: z.string().regex(/^\d{5}$/) }),
  ]),
};

export function highLevel(): McpServer {
  const server = new McpServer({ name: 'high-level', version: '1.2.3' });
  server.registerTool(
    'find',
    {
      title: 'Find',
      description: 'Finds invoices and orders.',
      inputSchema: kinds,
      annotations: { readOnlyHint: true },
    },
    ({ kind, place }) => ({ content: [{ type: 'text', text: `No ${kind} in ${JSON.stringify(place)}.` }] }),
  );
  server.registerTool('remove', { description: 'Removes an invoice.', inputSchema: { id: z.uuid() } }, ({ id }) => {
    throw new Error(`There is no invoice ${id}`);
  });
  return server;
}

export function secondGeneration(): McpServer2 {
  const server = new McpServer2({ name: 'second', version: '2.0.0' }, { capabilities: {} });
  server.registerTool(
    'find',
    {
      title: 'Find',
      description: 'Finds invoices and orders.',
      inputSchema: z.object(kinds),
      annotations: { readOnlyHint: true },
      outputSchema: z.object({ found: z.array(z.string()) }),
    },
    ({ kind }) => ({
      content: [{ type: 'text', text: `{"found":["${kind}"]}` }],
      structuredContent: { found: [kind] },
    }),
  );
  server.registerPrompt('hello', { description: 'Says hello.' }, () => ({
    messages: [{ role: 'user', content: { type: 'text', text: 'Hello.' } }],
  }));
  return server;
}

const streams = (start: (stdin: PassThrough, stdout: PassThrough) => void): StreamsTarget => ({
  kind: 'streams',
  open() {
    const stdin = new PassThrough();
    const stdout = new PassThrough();
    start(stdin, stdout);
    stdin.on('end', () => stdout.end());
    return { stdin, stdout, terminate: () => stdout.end(), kill: () => (stdin.destroy(), stdout.destroy()) };
  },
});

export const sdk1Streams = (make: () => Loose): StreamsTarget =>
  streams((stdin, stdout) => void make().connect(new StdioServerTransport(stdin, stdout)));

export const sdk2Streams = (make: () => McpServer2): StreamsTarget =>
  streams((stdin, stdout) => void serveStdio(make, { transport: new StdioServerTransport2(stdin, stdout) }));

const listening = async (handle: (request: Loose, response: Loose, port: () => number) => void): Promise<Served> => {
  let port = 0;
  const listener = createServer((request, response) => handle(request, response, () => port));
  await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve));
  ({ port } = listener.address() as AddressInfo);
  return {
    url: `http://127.0.0.1:${port}/`,
    close: async () => {
      const closed = new Promise<void>((resolve) => listener.close(() => resolve()));
      listener.closeAllConnections();
      await closed;
    },
  };
};

/** The endpoint at the root of the host, as the SDK's own examples mount it; answers as JSON or as streams. */
export const sdk1Http = (make: () => Loose, options: { json: boolean; sessions: boolean }): Promise<Served> => {
  const sessions = new Map<string, StreamableHTTPServerTransport>();
  const open = async (port: number): Promise<StreamableHTTPServerTransport> => {
    const transport: StreamableHTTPServerTransport = new StreamableHTTPServerTransport({
      ...(options.sessions
        ? { sessionIdGenerator: randomUUID, onsessioninitialized: (id) => void sessions.set(id, transport) }
        : {}),
      enableJsonResponse: options.json,
      enableDnsRebindingProtection: true,
      allowedHosts: [`127.0.0.1:${port}`, `localhost:${port}`],
      allowedOrigins: [`http://127.0.0.1:${port}`, `http://localhost:${port}`],
    });
    // oxlint-disable-next-line unicorn/prefer-add-event-listener -- the SDK's transports have this callback only
    transport.onclose = () => void sessions.delete(transport.sessionId ?? '');
    await make().connect(transport);
    return transport;
  };
  return listening(async (request, response, port) => {
    if (request.url !== '/') return response.writeHead(404).end();
    const id = request.headers['mcp-session-id'];
    const known = sessions.get(String(id));
    if (options.sessions && id !== undefined && known === undefined) {
      response.writeHead(404, { 'Content-Type': 'application/json' });
      return response.end(
        JSON.stringify({ jsonrpc: '2.0', error: { code: -32001, message: 'Session not found' }, id: null }),
      );
    }
    if (!options.sessions && request.method !== 'POST') return response.writeHead(405, { Allow: 'POST' }).end();
    return (known ?? (await open(port()))).handleRequest(request, response);
  });
};

export const sdk2Http = (make: () => McpServer2): Promise<Served> => {
  const handle = toNodeHandler(createMcpHandler(make));
  const hostFits = localhostHostValidation();
  const originFits = localhostOriginValidation();
  return listening((request, response) => {
    if (!hostFits(request, response) || !originFits(request, response)) return;
    if (request.url !== '/') return void response.writeHead(404).end();
    void handle(request, response);
  });
};

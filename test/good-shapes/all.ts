// The shapes by name, and where each listens.

import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import type { AuditOptions } from '../../runner/options.ts';
import type { Target } from '../../runner/target.ts';
import { overHttp, overStreams, type Site, type Wire } from './mounts.ts';
import type { Loose, Shape } from './peer.ts';
import * as talking from './of-talk.ts';
import * as contents from './of-contents.ts';
import * as lists from './of-lists.ts';
import * as tools from './of-tools.ts';
import * as sdk from './sdk-shapes.ts';

const shapes = { ...tools, ...lists, ...contents, ...talking };

export interface Opened {
  readonly target: Target;
  readonly close?: () => Promise<void>;
}

export interface Case {
  readonly open: () => Promise<Opened> | Opened;
  readonly options?: AuditOptions;
}

const stdio = (shape: Shape, wire?: Wire): Case => ({ open: () => ({ target: overStreams(shape, wire) }) });
const http = (shape: Shape, site?: Site, headers?: Record<string, string>, options: AuditOptions = {}): Case => ({
  open: async () => {
    const { url, close } = await overHttp(shape, site);
    return { target: { kind: 'http', url, ...(headers === undefined ? {} : { headers }) }, close };
  },
  options,
});
const served = (serve: () => Promise<{ url: string; close: () => Promise<void> }>): Case => ({
  open: async () => {
    const { url, close } = await serve();
    return { target: { kind: 'http', url }, close };
  },
});

const ajv = new Ajv2020({ strict: false, allErrors: false });
(formats as Loose)(ajv);
const check = (schema: Loose, value: Loose): string | undefined => {
  const valid = ajv.compile(schema);
  return valid(value) ? undefined : ajv.errorsText(valid.errors);
};

const TOKEN = `token-${'a1'.repeat(16)}`;
const AUTHORIZED = { Authorization: `Bearer ${TOKEN}` };
/** Bearer tokens, as RFC 6750 and RFC 9728 ask for them. */
const bearer: Site['guard'] = (request, response, origin) => {
  const { pathname } = new URL(request.url ?? '/', origin);
  if (pathname === '/.well-known/oauth-protected-resource/mcp') {
    response.writeHead(200, { 'Content-Type': 'application/json' });
    const metadata = {
      resource: `${origin}/mcp`,
      authorization_servers: ['https://auth.example.com'],
      scopes_supported: ['read'],
      bearer_methods_supported: ['header'],
    };
    response.end(JSON.stringify(metadata));
    return true;
  }
  if (request.headers.authorization === AUTHORIZED.Authorization) return false;
  const metadata = `resource_metadata="${origin}/.well-known/oauth-protected-resource/mcp"`;
  const challenge =
    request.headers.authorization === undefined
      ? `Bearer ${metadata}, scope="read"`
      : `Bearer error="invalid_token", ${metadata}, scope="read"`;
  response.writeHead(401, { 'WWW-Authenticate': challenge, 'Content-Type': 'text/plain' });
  response.end('Unauthorized');
  return true;
};

/** CRLF, blanks left out, a comment before each event, data over several lines. */
const oddEvents = (data: string): string =>
  `: still here\r\nevent:message\r\n${JSON.stringify(JSON.parse(data), undefined, 1)
    .split('\n')
    .map((line) => `data:${line}`)
    .join('\r\n')}\r\n\r\n`;

export const cases: Readonly<Record<string, Case>> = {
  'only 2024-11-05': stdio(shapes.toolsOnly(['2024-11-05'])),
  'only 2025-03-26': stdio(shapes.toolsOnly(['2025-03-26'])),
  'only 2025-06-18': stdio(shapes.toolsOnly(['2025-06-18'])),
  'only 2025-11-25': stdio(shapes.toolsOnly(['2025-11-25'])),
  'only 2026-07-28': stdio(shapes.modern, { modern: true }),
  'only 2026-07-28, no tools': stdio(shapes.modernWithoutTools, { modern: true }),
  'only 2026-07-28, HTTP, JSON': http(shapes.modern, { modern: true }),
  'only 2026-07-28, HTTP, streams': http(shapes.modern, { modern: true, answers: 'sse' }),
  'only 2026-07-28, HTTP, no tools': http(shapes.modernWithoutTools, { modern: true, path: '/' }),
  'answers in any order': stdio({
    ...shapes.toolsOnly(['2024-11-05', '2025-03-26', '2025-06-18', '2025-11-25']),
    anyOrder: 400,
  }),
  'answers in any order, resources': stdio({ ...shapes.resourcesOnly(true), anyOrder: 400 }),
  'errors as results': stdio(shapes.toolsOnly(['2024-11-05', '2025-03-26', '2025-06-18', '2025-11-25'])),
  'a slow program': stdio(shapes.slow),
  'prompts alone': stdio(shapes.promptsOnly),
  'prompts alone, HTTP': http(shapes.promptsOnly, { get: true }),
  'resources alone': stdio(shapes.resourcesOnly(true)),
  'templates alone': stdio(shapes.resourcesOnly(false)),
  'resources, HTTP': http(shapes.resourcesOnly(true), { answers: 'sse', get: true, deletes: true }),
  'logging alone': stdio(shapes.loggingOnly),
  'logging alone, HTTP': http(shapes.loggingOnly, { get: true }),
  nothing: stdio(shapes.nothing),
  'strict arguments': stdio(shapes.strictArguments(check)),
  'strict arguments, HTTP': http(shapes.strictArguments(check), { sessions: false }),
  contents: stdio(shapes.contents),
  'contents, HTTP': http(shapes.contents, {
    answers: 'sse',
    event: oddEvents,
    sseType: 'text/event-stream;charset=UTF-8',
    deletes: true,
  }),
  'many scripts': stdio(shapes.manyScripts),
  'many scripts, HTTP': http(shapes.manyScripts, {
    jsonType: 'Application/JSON; charset=utf-8',
    keepAlive: false,
    strictAccept: true,
  }),
  chatty: stdio(shapes.chatty),
  'chatty, HTTP': http(shapes.chatty, { answers: 'sse', get: true, deletes: true }),
  asking: stdio(shapes.asking),
  'asking, HTTP': http(shapes.asking, { answers: 'sse', get: true }),
  'many tools': stdio(shapes.manyTools),
  'as Python writes': stdio(shapes.notes(), {
    write: shapes.pythonic,
    banner:
      'INFO:     Started server process [4711]\nProcessing request of type ListToolsRequest\n\u001b[32mINFO\u001b[0m ready\n',
  }),
  'as Python writes, HTTP': http(shapes.notes(), { answers: 'sse', get: true, deletes: true, path: '/mcp/' }),
  'behind a token': http(shapes.toolsOnly(['2025-06-18', '2025-11-25']), { guard: bearer }, AUTHORIZED),
  'behind a token, none given': http(shapes.toolsOnly(['2025-06-18', '2025-11-25']), { guard: bearer }),
  'behind a token, 2026-07-28': http(shapes.modern, { guard: bearer, modern: true }, AUTHORIZED),
  'no sessions': http(shapes.toolsOnly(['2025-03-26', '2025-06-18', '2025-11-25']), { sessions: false }),
  'SDK 1.x, low level': { open: () => ({ target: sdk.sdk1Streams(sdk.lowLevel) }) },
  'SDK 1.x, high level': { open: () => ({ target: sdk.sdk1Streams(sdk.highLevel) }) },
  'SDK 1.x, HTTP, JSON': served(() => sdk.sdk1Http(sdk.highLevel, { json: true, sessions: true })),
  'SDK 1.x, HTTP, no sessions': served(() => sdk.sdk1Http(sdk.lowLevel, { json: false, sessions: false })),
  'SDK 2.x': { open: () => ({ target: sdk.sdk2Streams(sdk.secondGeneration) }) },
  'SDK 2.x, HTTP': served(() => sdk.sdk2Http(sdk.secondGeneration)),
};

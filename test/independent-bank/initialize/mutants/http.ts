// Streamable HTTP, sessions and stdio.

import { createHash } from 'node:crypto';
import { connect, dict, type Dict, type Loose, type Server } from '../server.ts';
import { refuse, type Session, type Stream } from '../http.ts';
import type { Mutant } from '../mutant.ts';
import { type Plant, mutant, HTTP, FULL_HTTP, PROCESS, http } from './plant.ts';

type Around = (request: Loose, response: Loose, body: string, next: () => Loose, site: Loose) => Loose;
const around = (act: Around): Plant => http({ around: act });

const status = (code: number, type: string, body: string) => (response: Loose) => {
  response.writeHead(code, { 'Content-Type': type });
  response.end(body);
};

export const overHttp: readonly Mutant[] = [
  mutant(
    'http.single-endpoint',
    'GET is a 404',
    around((request, response, _body, next) =>
      request.method === 'GET' ? status(404, 'text/plain', 'no')(response) : next(),
    ),
    HTTP,
  ),
  mutant('http.origin-validated', 'no check at all', http({ originChecked: () => false }), HTTP),
  mutant(
    'http.origin-validated',
    'no check on GET',
    http({ originChecked: (request: Loose) => request.method !== 'GET' }),
    FULL_HTTP,
  ),
  mutant(
    'http.origin-validated',
    'no check on DELETE',
    http({ originChecked: (request: Loose) => request.method !== 'DELETE' }),
    FULL_HTTP,
  ),
  mutant(
    'http.origin-validated',
    'compared by its beginning',
    http({
      originChecked: (request: Loose) => !/^https?:\/\/(?:127\.0\.0\.1|localhost)/.test(request.headers.origin ?? ''),
    }),
    HTTP,
  ),
  mutant('http.origin-403', '400', http({ originStatus: 400 }), HTTP),
  mutant('http.bind-localhost', '0.0.0.0', http({ host: '0.0.0.0' }), HTTP),
  mutant(
    'http.notification-202',
    '200 with {}',
    http({ accepted: (response: Loose) => status(200, 'application/json', '{}')(response) }),
    HTTP,
  ),
  mutant(
    'http.notification-202',
    '204',
    http({ accepted: (response: Loose) => status(204, 'application/json', '')(response) }),
    HTTP,
  ),
  mutant(
    'http.client-response-202',
    '200 with JSON',
    http({
      accepted: (response: Loose, many: Loose[]) =>
        many[0]?.method === undefined
          ? status(200, 'application/json', '{"ok":true}')(response)
          : status(202, 'text/plain', '')(response),
    }),
    FULL_HTTP,
  ),
  mutant(
    'http.unaccepted-input-status',
    '202 for all without id',
    around((request, response, body, next) => {
      let value: Loose;
      try {
        value = JSON.parse(body);
      } catch {
        value = undefined;
      }
      const plain = typeof value === 'object' && value !== null && !Array.isArray(value);
      if (request.method === 'POST' && plain && !('id' in value)) return status(202, 'text/plain', '')(response);
      return next();
    }),
    HTTP,
  ),
  mutant('http.request-content-type', 'text/plain', http({ jsonType: 'text/plain' }), HTTP),
  mutant('http.request-content-type', 'no content type on streams', http({ sseType: 'text/plain' }), FULL_HTTP),
  mutant(
    'http.json-body-single-object',
    'a log behind the result',
    http({
      body: (reply: Dict) =>
        `${JSON.stringify(reply)}\n{"jsonrpc":"2.0","method":"notifications/message","params":{"level":"info","data":"x"}}`,
    }),
    HTTP,
  ),
  mutant(
    'http.get-sse-or-405',
    'an HTML page',
    around((request, response, _body, next) =>
      request.method === 'GET' ? status(200, 'text/html', '<p>Hello</p>')(response) : next(),
    ),
    HTTP,
  ),
  mutant(
    'http.protocol-version-invalid-400',
    'the header is ignored',
    (server) => {
      server.http['around'] = (request: Loose, _response: Loose, _body: string, next: () => Loose) => {
        delete request.headers['mcp-protocol-version'];
        return next();
      };
    },
    HTTP,
  ),
  mutant(
    'http.protocol-version-invalid-400',
    'ignored on POST alone',
    (server) => {
      server.http['around'] = (request: Loose, _response: Loose, _body: string, next: () => Loose) => {
        if (request.method === 'POST') delete request.headers['mcp-protocol-version'];
        return next();
      };
    },
    FULL_HTTP,
  ),
  mutant(
    'http.protocol-version-invalid-400',
    'the header is ignored, no sessions',
    (server) => {
      server.http['sessions'] = false;
      server.http['around'] = (request: Loose, _response: Loose, _body: string, next: () => Loose) => {
        delete request.headers['mcp-protocol-version'];
        return next();
      };
    },
    HTTP,
  ),
  mutant('http.protocol-version-accepted', 'the newest alone', http({ versionsInHeader: ['2025-11-25'] }), HTTP),
  mutant('http.protocol-version-default', 'the header is demanded', http({ versionRequired: true }), HTTP),
];

export const sessions: readonly Mutant[] = [
  mutant('sessions.not-required-unless-issued', 'demanded, never told', http({ tellId: false }), HTTP),
  mutant(
    'sessions.id-visible-ascii',
    'a space',
    (server) => {
      let next = 0;
      server.http['newId'] = () => `session ${(next += 1)} ${Math.random()}`;
    },
    HTTP,
  ),
  mutant(
    'sessions.id-unpredictable',
    'a counter',
    (server) => {
      let next = 0;
      server.http['newId'] = () => `s-${(next += 1)}`;
    },
    HTTP,
  ),
  mutant('sessions.id-unpredictable', 'the time', http({ newId: () => `s${Date.now()}${process.hrtime()[1]}` }), HTTP),
  mutant(
    'sessions.id-non-deterministic',
    'a hash of clientInfo',
    (server) => {
      server.http['newId'] = (value: Loose) =>
        createHash('sha256')
          .update(JSON.stringify(value.params?.clientInfo ?? null))
          .digest('hex');
    },
    HTTP,
  ),
  mutant(
    'sessions.missing-id-400',
    'served without the header',
    (server) => {
      server.http['noSession'] = () => served(server);
    },
    HTTP,
  ),
  mutant('sessions.terminated-404', '400', http({ goneStatus: 400 }), HTTP),
  mutant(
    'sessions.terminated-404',
    'still served',
    around((request, response, _body, next) =>
      request.method === 'DELETE' ? status(204, 'text/plain', '')(response) : next(),
    ),
    HTTP,
  ),
  mutant(
    'sessions.unknown-id-404',
    'a new session',
    (server) => {
      server.http['unknownSession'] = () => served(server);
    },
    HTTP,
  ),
  mutant(
    'sessions.header-case-insensitive',
    'one spelling',
    http({
      sessionHeader: (request: Loose) => {
        const at = request.rawHeaders.indexOf('Mcp-Session-Id');
        return at < 0 ? undefined : request.rawHeaders[at + 1];
      },
    }),
    HTTP,
  ),
  mutant(
    'sessions.independent',
    'the newest replaces all',
    http({
      newId: (_value: Loose, site: Loose) => {
        site.sessions.clear();
        return crypto.randomUUID();
      },
    }),
    HTTP,
  ),
  mutant(
    'sessions.independent',
    'a second initialize is refused',
    around((request, response, body, next, site) => {
      if (request.method === 'POST' && body.includes('"initialize"') && site.sessions.size > 0)
        return refuse(response, 400, 'Already initialized');
      return next();
    }),
    HTTP,
  ),
];

function served(server: Server): Session {
  const listening: Stream = { name: 'x', sent: [], response: undefined, done: false };
  const connection = connect(
    () => undefined,
    () => undefined,
  );
  connection.phase = 'ready';
  void server;
  return { id: undefined, connection, streams: [listening], listening };
}

export const lines: readonly Mutant[] = [
  mutant('stdio.newline-delimited', 'pretty-printed initialize', (server) => {
    server.lines['encode'] = (message: Dict) =>
      dict(message['result'])['protocolVersion'] === undefined
        ? `${JSON.stringify(message)}\n`
        : `${JSON.stringify(message, null, 2)}\n`;
  }),
  mutant('stdio.newline-delimited', 'pretty-printed tools/list', (server) => {
    server.lines['encode'] = (message: Dict) =>
      dict(message['result'])['tools'] === undefined
        ? `${JSON.stringify(message)}\n`
        : `${JSON.stringify(message, null, 2)}\n`;
  }),
  mutant('stdio.stdout-only-messages', 'a greeting', (server) => {
    server.lines['start'] = (write: Loose) => write('Server started\n');
  }),
  mutant('stdio.stdout-only-messages', 'a line of log in a call', (server) => {
    const right = server.calls['add'];
    server.calls['add'] = (args, work) => {
      work.connection.notes.get('write')('adding…\n');
      return right?.(args, work);
    };
  }),
  mutant(
    'stdio.framing-robust',
    'each chunk is a message',
    (server) => {
      server.lines['split'] = (text: string) => [text.trim()];
    },
    PROCESS,
  ),
  mutant('stdio.framing-robust', 'each chunk is a message', (server) => {
    server.lines['split'] = (text: string) => [text.trim()];
  }),
];

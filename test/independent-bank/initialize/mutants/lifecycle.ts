// Lifecycle: the handshake, what was negotiated, and the end.

import { ask, dict, type Loose, pause } from '../server.ts';
import type { Mutant } from '../mutant.ts';
import {
  after,
  both,
  FULL,
  FULL_HTTP,
  HTTP,
  instead,
  mutant,
  onceReady,
  PROCESS,
  returns,
  says,
  tool,
  undeclared,
} from './plant.ts';

const asks = (method: string, params?: object) =>
  onceReady((connection, server) => void ask(server, connection, method, params, connection.say));

const patience = (ms: number) => (server: { http: Record<string, Loose> }) => {
  server.http['patience'] = ms;
};

/** The server itself is patient for 8 s: who gives up sooner is not accused of it. */
const asking = (name: string, property: string) => ({
  options: {
    known: [{ property, method: 'tools/call', params: { name, arguments: {}, _meta: { patienceMs: 10_000 } } }],
  },
});

export const lifecycle: readonly Mutant[] = [
  mutant(
    'lifecycle.initialize-result',
    'no serverInfo',
    after('initialize', (result) => void delete result.serverInfo),
  ),
  mutant(
    'lifecycle.initialize-result',
    'no serverInfo',
    after('initialize', (result) => void delete result.serverInfo),
    HTTP,
  ),
  mutant(
    'lifecycle.initialize-result',
    'no capabilities',
    after('initialize', (result) => void delete result.capabilities),
  ),
  mutant('lifecycle.initialize-first', 'tools/list before initialize', (server) => {
    server.before = (message, connection) => {
      if (message['method'] === 'tools/list' && connection.phase === 'new') connection.phase = 'open';
      return true;
    };
  }),
  mutant(
    'lifecycle.initialized-accepted',
    'initialized answered with an error',
    onceReady((connection) =>
      connection.say({ jsonrpc: '2.0', id: null, error: { code: -32601, message: 'Method not found' } }),
    ),
  ),
  mutant(
    'lifecycle.initialized-accepted',
    'initialized closes',
    onceReady((connection) => connection.hangUp()),
    {},
  ),
  mutant(
    'lifecycle.initialized-accepted',
    '400 for initialized',
    (server) => {
      server.http['around'] = (_request: Loose, response: Loose, body: string, next: Loose) => {
        if (!body.includes('"notifications/initialized"')) return next();
        response.writeHead(400, { 'Content-Type': 'application/json' });
        response.end('{"jsonrpc":"2.0","id":null,"error":{"code":-32601,"message":"Method not found"}}');
      };
    },
    HTTP,
  ),
  mutant(
    'lifecycle.version-echo',
    'always an old one',
    after('initialize', (result, params, { connection }) => {
      if (params['protocolVersion'] === '2025-11-25') connection.version = result.protocolVersion = '2025-06-18';
    }),
  ),
  mutant(
    'lifecycle.version-echo',
    'always the newest',
    after('initialize', (result, _params, { connection }) => {
      connection.version = result.protocolVersion = '2025-11-25';
    }),
    HTTP,
  ),
  mutant(
    'lifecycle.version-counter-offer',
    'echoes anything',
    after('initialize', (result, params) => {
      result.protocolVersion = params['protocolVersion'];
    }),
  ),
  mutant(
    'lifecycle.version-counter-offer',
    'echoes anything',
    after('initialize', (result, params) => {
      result.protocolVersion = params['protocolVersion'];
    }),
    HTTP,
  ),
  mutant(
    'lifecycle.version-counter-offer-latest',
    'offers the oldest',
    after('initialize', (result, params, { connection }) => {
      if (params['protocolVersion'] !== result.protocolVersion)
        connection.version = result.protocolVersion = '2024-11-05';
    }),
  ),
  mutant(
    'lifecycle.respect-negotiated-version',
    'sampling content as an array',
    says('sampling/createMessage', (params) => {
      params.messages[0].content = [params.messages[0].content];
    }),
    { shape: 'full', newest: '2025-06-18' },
  ),
  mutant(
    'lifecycle.respect-negotiated-version-should',
    'resource_link too early',
    returns('today', (result) => {
      result.content.push({ type: 'resource_link', uri: 'shop://shelf/1', name: 'shelf 1' });
    }),
    { shape: 'full', newest: '2025-03-26' },
  ),
  mutant('lifecycle.only-negotiated-capabilities', 'roots/list to everybody', asks('roots/list')),
  mutant('lifecycle.only-negotiated-capabilities', 'roots/list to everybody', asks('roots/list'), {
    newest: '2025-06-18',
  }),
  mutant(
    'lifecycle.only-negotiated-capabilities-should',
    'sampling for everybody',
    asks('sampling/createMessage', {
      messages: [{ role: 'user', content: { type: 'text', text: 'Hello' } }],
      maxTokens: 5,
    }),
    { newest: '2025-03-26' },
  ),
  mutant(
    'lifecycle.only-negotiated-capabilities-should',
    'sampling inside a call',
    both(
      tool('today', (right) => async (args, work) => {
        await work.ask(
          'sampling/createMessage',
          { messages: [{ role: 'user', content: { type: 'text', text: 'Hi' } }], maxTokens: 5 },
          500,
        );
        return right(args, work);
      }),
    ),
    { shape: 'full', newest: '2025-03-26' },
  ),
  mutant('lifecycle.undeclared-feature-not-served', 'prompts without the capability', undeclared('prompts'), FULL),
  mutant('lifecycle.undeclared-feature-not-served', 'prompts without the capability', undeclared('prompts'), FULL_HTTP),
  mutant('lifecycle.declared-feature-served', 'prompts declared only', (server) => {
    server.capabilities['prompts'] = {};
  }),
  mutant('lifecycle.declared-feature-served', 'tools declared only', (server) => {
    delete server.methods['tools/list'];
  }),
  mutant(
    'lifecycle.declared-feature-served',
    'resources declared only',
    (server) => {
      server.capabilities['resources'] = {};
    },
    HTTP,
  ),
  mutant(
    'lifecycle.no-requests-before-initialized',
    'roots/list at once',
    after('initialize', (_result, _params, { connection }) => {
      setTimeout(() => connection.say({ jsonrpc: '2.0', id: 'early', method: 'roots/list' }), 0);
    }),
  ),
  mutant('lifecycle.request-timeout', 'waits for ever', patience(1e8), { ...FULL, ...asking('register', 'elicits') }),
  mutant('lifecycle.request-timeout', 'waits for ever', patience(1e8), {
    ...FULL_HTTP,
    ...asking('register', 'elicits'),
  }),
  mutant(
    'lifecycle.timeout-cancels',
    'gives up silently',
    (server) => {
      const right = server.out;
      server.out = (message, connection) =>
        message['method'] === 'notifications/cancelled' ? undefined : right(message, connection);
    },
    { ...FULL, ...asking('register', 'elicits') },
  ),
  mutant(
    'lifecycle.timeout-hard-limit',
    'each progress winds the clock',
    (server) => {
      server.calls['summarize'] = async (_args, work) => {
        const token = `sum-${String(work.id)}`;
        let fresh = Date.now();
        server.notices['notifications/progress'] = ({ progressToken }) => {
          if (progressToken === token) fresh = Date.now();
        };
        const asked = work.ask(
          'sampling/createMessage',
          {
            messages: [{ role: 'user', content: { type: 'text', text: 'Sum up' } }],
            maxTokens: 50,
            _meta: { progressToken: token },
          },
          1e8,
        );
        for (;;) {
          const answer = await Promise.race([asked, pause(200)]);
          if (answer !== undefined) return { content: [{ type: 'text', text: 'done' }] };
          if (Date.now() - fresh < 3_000) continue;
          work.notify('notifications/cancelled', { requestId: `shop-${work.connection.asked}` });
          return { content: [{ type: 'text', text: 'gave up' }], isError: true };
        }
      };
    },
    { ...FULL, ...asking('summarize', 'samples') },
  ),
  mutant(
    'lifecycle.handles-negotiation-errors',
    'dies of a version that is no text',
    instead('initialize', (right) => (params, work) => {
      if (typeof params['protocolVersion'] !== 'string') work.connection.hangUp();
      return right(params, work);
    }),
  ),
  mutant('lifecycle.handles-negotiation-errors', 'silence for a version that is no text', (server) => {
    server.before = (message) =>
      message['method'] !== 'initialize' || typeof dict(message['params'])['protocolVersion'] === 'string';
  }),
  mutant(
    'lifecycle.stdio-exit-on-eof',
    'ignores the end of stdin',
    (server) => {
      server.lines['eof'] = false;
      if (process.argv[1]?.endsWith('main.ts') === true) setInterval(() => undefined, 1000);
    },
    PROCESS,
  ),
  mutant(
    'lifecycle.stdio-exit-on-sigterm',
    'ignores SIGTERM',
    (server) => {
      server.lines['sigterm'] = false;
      server.lines['eof'] = false;
      if (process.argv[1]?.endsWith('main.ts') === true) setInterval(() => undefined, 1000);
    },
    PROCESS,
  ),
  mutant(
    'lifecycle.base-protocol-supported',
    'no initialize',
    both((server) => {
      delete server.methods['initialize'];
      server.before = (_message, connection) => {
        connection.phase = 'ready';
        return true;
      };
      server.http['sessions'] = false;
    }),
    HTTP,
  ),
];

// JSON-RPC: ids, errors, notifications, batches, `_meta`.

import { ask, dict, kindOf, refused, type Loose, type Server } from '../server.ts';
import type { Mutant } from '../mutant.ts';
import { mutant, FULL, HTTP, FULL_HTTP, defines, replies, errors, says, onceReady } from './plant.ts';

const STACK =
  'TypeError: x is not a function\n    at call (/srv/shop/server.js:12:7)\n    at process.processTicksAndRejections (node:internal/process/task_queues:95:5)';

const latin = (server: Server): void => {
  const right = server.lines['encode'];
  server.lines['encode'] = (message: Loose) => Buffer.from(right(message), 'latin1');
  server.http['body'] = (reply: Loose) => Buffer.from(JSON.stringify(reply), 'latin1');
};

const noted = (key: string) =>
  replies((reply) => {
    if (reply.result !== undefined) reply.result = { ...reply.result, _meta: { [key]: 'x' } };
  });

export const jsonrpc: readonly Mutant[] = [
  ...[{}, HTTP].flatMap((over) => [
    mutant(
      'jsonrpc.version-field',
      'missing on errors',
      errors((_error, reply) => void delete reply.jsonrpc),
      over,
    ),
    mutant(
      'jsonrpc.version-field',
      '1.0 on results',
      replies((reply) => void (reply.jsonrpc = '1.0')),
      over,
    ),
    mutant(
      'jsonrpc.response-id-echo',
      'numbers become text',
      replies((reply) => void (reply.id = String(reply.id))),
      over,
    ),
    mutant(
      'jsonrpc.response-id-echo',
      '0 is no id',
      (server) => {
        server.before = (message) => message['id'] !== 0;
      },
      over,
    ),
    mutant(
      'jsonrpc.response-not-both',
      'result null beside error',
      errors((_error, reply) => void (reply.result = null)),
      over,
    ),
    mutant(
      'jsonrpc.error-object',
      'no message',
      errors((error) => void delete error.message),
      over,
    ),
    mutant(
      'jsonrpc.error-code-integer',
      'the code as text',
      errors((error) => void (error.code = String(error.code))),
      over,
    ),
    mutant(
      'jsonrpc.error-id',
      'null for an unknown method',
      errors((error, reply) => {
        if (error.code === -32601) reply.id = null;
      }),
      over,
    ),
    mutant(
      'jsonrpc.error-message-concise',
      'a stack trace',
      errors((error) => void (error.message = STACK)),
      over,
    ),
    mutant(
      'jsonrpc.method-not-found-32601',
      '-32603',
      errors((error) => {
        if (error.code === -32601) error.code = -32603;
      }),
      over,
    ),
    mutant(
      'jsonrpc.invalid-params-32602',
      '-32603',
      errors((error) => {
        if (error.code === -32602) error.code = -32603;
      }),
      over,
    ),
    mutant(
      'jsonrpc.params-optional',
      'params absent is refused',
      (server) => {
        server.reply = (reply, message) =>
          message['method'] === 'tools/list' && message['params'] === undefined
            ? refused(message['id'], -32602, 'params missing')
            : reply;
      },
      over,
    ),
    mutant(
      'jsonrpc.params-optional',
      'ping without params is refused',
      (server) => {
        server.reply = (reply, message) =>
          message['method'] === 'ping' && message['params'] === undefined
            ? refused(message['id'], -32602, 'params missing')
            : reply;
      },
      over,
    ),
    mutant(
      'jsonrpc.accepts-extra-members',
      'unknown params are refused',
      (server) => {
        server.reply = (reply, message) =>
          message['method'] === 'tools/list' &&
          Object.keys(dict(message['params'])).some((key) => key !== 'cursor' && key !== '_meta')
            ? refused(message['id'], -32602, 'unknown member')
            : reply;
      },
      over,
    ),
    mutant(
      'jsonrpc.meta-no-assumptions',
      'related-task read unguarded',
      (server) => {
        server.reply = (reply, message) => {
          const meta = dict(message['params'])['_meta'];
          const bad = meta !== undefined && meta['io.modelcontextprotocol/related-task'] === undefined;
          return bad ? refused(message['id'], -32603, 'Internal error') : reply;
        };
      },
      over,
    ),
    mutant(
      'jsonrpc.response-has-result-or-error',
      'ping gets neither',
      replies((reply, message) => {
        if (message['method'] === 'ping') delete reply.result;
      }),
      over,
    ),
    mutant(
      'jsonrpc.invalid-request-32600',
      'jsonrpc 1.0 is served',
      (server) => {
        const right = server.before;
        server.before = (message, connection) => {
          if (message?.jsonrpc === '1.0') message.jsonrpc = '2.0';
          return right(message, connection);
        };
        server.invalid = (message) =>
          message?.jsonrpc === '1.0' && message.id !== undefined
            ? { jsonrpc: '2.0', id: message.id, result: message.method === 'tools/list' ? { tools: server.tools } : {} }
            : refused(null, -32600, 'No');
      },
      over,
    ),
  ]),
  mutant('jsonrpc.utf8', 'Latin-1', (server) => {
    latin(server);
    const [add] = server.tools;
    if (add !== undefined) add['description'] = 'Zählt zusammen.';
  }),
  mutant(
    'jsonrpc.utf8',
    'Latin-1',
    (server) => {
      latin(server);
      const [add] = server.tools;
      if (add !== undefined) add['description'] = 'Zählt zusammen.';
    },
    HTTP,
  ),
  mutant('jsonrpc.utf8', 'Latin-1, and nothing of its own outside ASCII', latin),
  mutant('jsonrpc.request-answered-once', 'the second of two is dropped', (server) => {
    server.before = (message, connection) =>
      message['id'] === undefined || message['method'] === undefined || connection.running.size === 0;
  }),
  mutant(
    'jsonrpc.request-answered-once',
    'answered twice',
    replies((reply, _message, _connection, work) => {
      work.send(structuredClone(reply));
    }),
  ),
  mutant(
    'jsonrpc.request-answered-once',
    'ping answered twice',
    replies((reply, message, _connection, work) => {
      if (message['method'] === 'tools/list') work.send(structuredClone(reply));
    }),
  ),
  mutant('jsonrpc.parse-error-32700', '-32603', (server) => {
    server.unreadable = () => refused(null, -32603, 'Broken');
  }),
  mutant(
    'jsonrpc.parse-error-32700',
    '-32603',
    (server) => {
      server.unreadable = () => refused(null, -32603, 'Broken');
    },
    HTTP,
  ),
  mutant('jsonrpc.no-reply-to-notification', 'unknown ones get -32601', (server) => {
    server.before = (message, connection) => {
      if (typeof message?.method === 'string' && !('id' in message) && server.notices[message.method] === undefined)
        connection.say(refused(null, -32601, 'Method not found'));
      return true;
    };
  }),
  mutant('jsonrpc.no-reply-to-notification', 'unknown ones get -32601 with id missing', (server) => {
    server.before = (message, connection) => {
      if (typeof message?.method === 'string' && !('id' in message) && server.notices[message.method] === undefined)
        connection.say(refused(undefined, -32601, 'Method not found'));
      return true;
    };
  }),
  mutant(
    'jsonrpc.notification-without-id',
    'id null in logs',
    says('notifications/message', (_params, message) => void (message['id'] = null)),
    FULL,
  ),
  mutant(
    'jsonrpc.notification-without-id',
    'id null in logs',
    says('notifications/message', (_params, message) => void (message['id'] = null)),
    FULL_HTTP,
  ),
  mutant(
    'jsonrpc.server-request-id-type',
    'an object',
    (server) => {
      server.requestId = () => ({ n: 1 });
    },
    FULL,
  ),
  mutant(
    'jsonrpc.server-request-id-type',
    '1.5',
    (server) => {
      let next = 0.5;
      server.requestId = () => (next += 1);
    },
    FULL_HTTP,
  ),
  mutant(
    'jsonrpc.server-request-id-not-null',
    'ping with null',
    onceReady((connection) => connection.say({ jsonrpc: '2.0', id: null, method: 'ping' })),
  ),
  mutant(
    'jsonrpc.server-request-id-unique',
    'the counter starts anew with each call',
    (server) => {
      for (const [name, right] of Object.entries(server.calls))
        server.calls[name] = (args, work) => {
          work.connection.asked = 0;
          return right(args, work);
        };
    },
    FULL,
  ),
  mutant(
    'jsonrpc.server-request-id-unique',
    'the counter starts anew with each call',
    (server) => {
      for (const [name, right] of Object.entries(server.calls))
        server.calls[name] = (args, work) => {
          work.connection.asked = 0;
          return right(args, work);
        };
    },
    FULL_HTTP,
  ),
  mutant('jsonrpc.server-request-id-unique', 'tools/list asks for roots, always with the same id', (server) => {
    const right = server.methods['tools/list'];
    server.methods['tools/list'] = async (params, work) => {
      if (work.connection.client['roots'] !== undefined) {
        work.connection.asked = 0;
        void ask(server, work.connection, 'roots/list', undefined, work.connection.say);
      }
      return right?.(params, work);
    };
  }),
  mutant(
    'jsonrpc.meta-key-format',
    'a key with a space',
    defines('add', (one) => void (one['_meta'] = { '-trace id': 'x' })),
  ),
  mutant('jsonrpc.meta-reserved-prefix', 'a reserved prefix', noted('io.modelcontextprotocol/vendor-debug')),
  mutant('jsonrpc.meta-reserved-prefix-2025-06', 'a reserved prefix', noted('tools.mcp.com/x'), {
    newest: '2025-06-18',
  }),
  mutant('jsonrpc.meta-reverse-dns', 'not reversed', noted('example.com/trace')),
  mutant(
    'jsonrpc.meta-reverse-dns',
    'not reversed, in one tool',
    defines('add', (one) => void (one['_meta'] = { 'example.com/trace': 'x' })),
    HTTP,
  ),
  ...[{ newest: '2025-03-26' }, { newest: '2025-03-26', over: 'http' as const }].flatMap((old) => [
    mutant(
      'jsonrpc.batch-receive',
      'arrays are refused',
      (server) => {
        server.batches = () => false;
      },
      old,
    ),
    mutant(
      'jsonrpc.batch-empty-array',
      '[] gets []',
      (server) => {
        const right = server.invalid;
        server.invalid = (message, connection) =>
          Array.isArray(message) && message.length === 0 ? ([] as Loose) : right(message, connection);
      },
      old,
    ),
    mutant(
      'jsonrpc.batch-partial-errors',
      'one bad member fails all',
      (server) => {
        server.batches = ({ version }, messages) =>
          version === '2025-03-26' && messages.every((one) => kindOf(one) !== 'invalid');
      },
      old,
    ),
  ]),
  mutant(
    'jsonrpc.no-batch-output',
    'two logs in one array',
    (server) => {
      const right = server.out;
      server.out = (message, connection) => {
        const last = right(message, connection);
        if (last?.['method'] !== 'notifications/message') return last;
        return [last, structuredClone(last)] as Loose;
      };
    },
    FULL,
  ),
  mutant(
    'jsonrpc.no-batch-output',
    'two logs in one array',
    (server) => {
      const right = server.out;
      server.out = (message, connection) => {
        const last = right(message, connection);
        if (last?.['method'] !== 'notifications/message') return last;
        return [last, structuredClone(last)] as Loose;
      };
    },
    FULL_HTTP,
  ),
];

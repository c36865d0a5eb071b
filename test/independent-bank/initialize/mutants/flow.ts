// Progress, cancellation, ping.

import { pause, Refusal, type Server } from '../server.ts';
import type { Mutant } from '../mutant.ts';
import { mutant, FULL, HTTP, FULL_HTTP, after, tool, replies, notice } from './plant.ts';
import { text, asked, during, sample1, pings } from './tricks.ts';

export const progress: readonly Mutant[] = [
  mutant(
    'progress.only-known-token',
    'the request id',
    during('tools/call', (work) => {
      if (work.meta['progressToken'] === undefined)
        work.notify('notifications/progress', { progressToken: work.id, progress: 1 });
    }),
  ),
  mutant(
    'progress.only-known-token',
    'the request id, always',
    during('tools/call', (work) => work.notify('notifications/progress', { progressToken: work.id, progress: 1 })),
    FULL_HTTP,
  ),
  mutant(
    'progress.increasing',
    '50 twice',
    during('tools/call', (work) => {
      work.progress(50);
      work.progress(50);
    }),
  ),
  mutant(
    'progress.increasing',
    'the last step twice',
    tool('wait', (right) => async (args, work) => {
      const result = await right(args, work);
      work.progress(10, { total: 10 });
      return result;
    }),
    FULL_HTTP,
  ),
  mutant(
    'progress.stops-after-completion',
    '100 % afterwards',
    replies((_reply, message, _connection, work) => {
      if (message['method'] === 'tools/call') setTimeout(() => work.progress(100), 10);
    }),
  ),
  mutant(
    'progress.stops-after-completion',
    '100 % afterwards',
    (server) => {
      const right = server.calls['wait'];
      server.calls['wait'] = async (args, work) => {
        setTimeout(
          () =>
            work.connection.say(
              notice('notifications/progress', { progressToken: work.meta['progressToken'] ?? 0, progress: 100 }),
            ),
          3_000,
        );
        return right?.(args, work);
      };
    },
    FULL_HTTP,
  ),
  mutant(
    'progress.message-useful',
    'empty',
    during('tools/call', (work) => work.progress(1, { message: '' })),
  ),
  mutant(
    'progress.rate-limited',
    'each byte',
    during('tools/call', (work) => {
      for (let n = 1; n < 800; n += 1) work.progress(n);
    }),
  ),
  mutant(
    'progress.own-token-type',
    'an object',
    asked((params) => void (params['_meta'] = { progressToken: { a: 1 } })),
    FULL,
  ),
  mutant(
    'progress.own-token-unique',
    'always p',
    asked((params) => void (params['_meta'] = { progressToken: 'p' })),
    FULL,
  ),
  mutant(
    'progress.own-token-unique',
    'always p',
    asked((params) => void (params['_meta'] = { progressToken: 'p' })),
    FULL_HTTP,
  ),
];

export const cancellation: readonly Mutant[] = [
  mutant('cancellation.stops-work', 'ignored', (server) => void delete server.notices['notifications/cancelled'], FULL),
  mutant(
    'cancellation.stops-work',
    'ignored, no answer',
    (server) => {
      server.notices['notifications/cancelled'] = ({ requestId }, connection) =>
        void connection.notes.set(`c${String(requestId)}`, true);
      const right = server.reply;
      server.reply = (reply, message, connection, work) =>
        connection.notes.has(`c${String(message['id'])}`) ? undefined : right(reply, message, connection, work);
    },
    FULL,
  ),
  mutant(
    'cancellation.no-response',
    'an error afterwards',
    (server) => {
      server.notices['notifications/cancelled'] = ({ requestId }, connection) => {
        if (connection.running.get(requestId) === undefined) return;
        connection.running.get(requestId)?.abort();
        connection.say({ jsonrpc: '2.0', id: requestId, error: { code: -32800, message: 'Request cancelled' } });
      };
    },
    FULL,
  ),
  mutant(
    'cancellation.no-response',
    'the result afterwards',
    (server) => void delete server.notices['notifications/cancelled'],
    FULL_HTTP,
  ),
  mutant('cancellation.race-safe', 'an error for a late one', (server) => {
    const right = server.notices['notifications/cancelled'];
    server.notices['notifications/cancelled'] = (params, connection) => {
      if (!connection.running.has(params['requestId']))
        connection.say({ jsonrpc: '2.0', id: null, error: { code: -32600, message: 'Unknown request' } });
      right?.(params, connection);
    };
  }),
  mutant('cancellation.race-safe', 'the end for a late one', (server) => {
    const right = server.notices['notifications/cancelled'];
    server.notices['notifications/cancelled'] = (params, connection) => {
      if (!connection.running.has(params['requestId'])) connection.hangUp();
      right?.(params, connection);
    };
  }),
  mutant('cancellation.ignore-invalid', 'closes without requestId', (server) => {
    const right = server.notices['notifications/cancelled'];
    server.notices['notifications/cancelled'] = (params, connection) => {
      if (params['requestId'] === undefined) return connection.hangUp();
      right?.(params, connection);
    };
  }),
  mutant(
    'cancellation.ignore-late-response',
    'fails the session',
    (server) => {
      server.http['patience'] = 1000;
      server.stray = (_message, connection) => connection.hangUp();
    },
    FULL,
  ),
  mutant(
    'cancellation.tasks-use-tasks-cancel',
    'by notifications/cancelled',
    (server) => {
      server.calls['summarize'] = async (_args, work) => {
        if (work.connection.client['tasks']?.requests?.sampling === undefined) {
          await work.ask('sampling/createMessage', sample1);
          return text('no tasks');
        }
        const answer = await work.ask('sampling/createMessage', { ...sample1, task: { ttl: 60_000 } });
        await pause(3_000, work.signal);
        work.connection.say(notice('notifications/cancelled', { requestId: `shop-${work.connection.asked}` }));
        return text(answer['result'] === undefined ? 'no' : 'yes');
      };
    },
    FULL,
  ),
];

export const ping: readonly Mutant[] = [
  mutant(
    'ping.empty-result',
    'ok: true',
    after('ping', () => ({ ok: true })),
  ),
  mutant(
    'ping.empty-result',
    'ok: true',
    after('ping', () => ({ ok: true })),
    HTTP,
  ),
  mutant(
    'ping.before-initialized',
    'refused before',
    during('ping', (work) => {
      if (work.connection.phase !== 'ready') throw new Refusal(-32600, 'Not yet');
    }),
  ),
  mutant(
    'ping.before-initialized',
    'refused before',
    during('ping', (work) => {
      if (work.connection.phase !== 'ready') throw new Refusal(-32600, 'Not yet');
    }),
    HTTP,
  ),
  mutant('ping.while-busy', 'one after the other', oneByOne, FULL),
  mutant('ping.while-busy', 'one after the other', oneByOne, FULL_HTTP),
  mutant('ping.not-excessive', 'ten a second', pings(100, 100)),
  mutant('ping.not-excessive', 'ten a second', pings(100, 100), FULL_HTTP),
];

function oneByOne(server: Server): void {
  for (const [method, right] of Object.entries(server.methods))
    if (method !== 'initialize')
      server.methods[method] = async (params, work) => {
        const before = work.connection.notes.get('tail') ?? Promise.resolve();
        let done: () => void = () => undefined;
        work.connection.notes.set('tail', new Promise<void>((resolve) => (done = resolve)));
        await before;
        try {
          return await right(params, work);
        } finally {
          done();
        }
      };
}

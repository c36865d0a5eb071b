// Event streams.

import { type Dict, type Loose, type Server } from '../server.ts';
import { type Session, type Stream } from '../http.ts';
import type { Mutant } from '../mutant.ts';
import { mutant, FULL_HTTP, http } from './plant.ts';

export const streams: readonly Mutant[] = [
  mutant(
    'sse.event-data-is-message',
    'lines without data:',
    http({ event: (data: string, id: string) => (data === '' ? `id: ${id}\ndata: \n\n` : `id: ${id}\n${data}\n\n`) }),
    FULL_HTTP,
  ),
  mutant(
    'sse.event-data-is-message',
    'data that is no JSON',
    http({ text: (message: Dict) => `message ${JSON.stringify(message)}` }),
    FULL_HTTP,
  ),
  mutant(
    'sse.event-data-is-message',
    'an object wrapped around',
    http({ text: (message: Dict) => JSON.stringify({ message }) }),
    FULL_HTTP,
  ),
  mutant(
    'sse.response-delivered',
    'closes before the result',
    (server) => {
      server.http['target'] = (message: Dict, session: Session, own: Stream) => {
        if ('method' in message) return own;
        own.response?.end();
        own.response = undefined;
        return { ...session.listening, sent: [], response: undefined };
      };
      server.http['resumable'] = false;
    },
    FULL_HTTP,
  ),
  mutant('sse.no-close-before-response', 'disconnects and polls', (server) => early(server, 'retry: 50\n', true), {
    ...FULL_HTTP,
    newest: '2025-06-18',
  }),
  mutant(
    'sse.close-after-response',
    'left open',
    (server) => {
      server.http['closes'] = false;
      server.http['pushed'] = (_session: Session, stream: Stream) => {
        if (stream.name === 's0') return;
        const timer = setInterval(() => stream.response?.write(': alive\n\n'), 500);
        timer.unref();
      };
    },
    FULL_HTTP,
  ),
  mutant(
    'sse.related-messages-on-post-stream',
    'progress on the newest stream',
    http({
      target: (message: Dict, session: Session, own: Stream) =>
        message['method'] === 'notifications/progress'
          ? (session.streams.findLast(({ response }) => response !== undefined) ?? own)
          : own,
    }),
    FULL_HTTP,
  ),
  mutant('sse.priming-event', 'no priming', http({ priming: false }), FULL_HTTP),
  mutant('sse.priming-event', 'no ids at all', http({ resumable: false }), FULL_HTTP),
  mutant('sse.retry-before-disconnect', 'no retry', (server) => early(server, '', true), FULL_HTTP),
  mutant('sse.disconnect-needs-event-id', 'no ids', (server) => early(server, '', false), FULL_HTTP),
  mutant(
    'sse.get-close-retry',
    'closes without retry',
    http({
      listening: (session: Session, response: Loose) => {
        setTimeout(() => {
          response.end();
          session.listening.response = undefined;
        }, 700);
      },
    }),
    FULL_HTTP,
  ),
  mutant(
    'sse.get-close-retry',
    'closes after 10 s without retry',
    http({
      listening: (session: Session, response: Loose) => {
        setTimeout(() => {
          response.end();
          session.listening.response = undefined;
        }, 10_000).unref();
      },
    }),
    FULL_HTTP,
  ),
  mutant(
    'sse.get-no-response',
    'results on the GET stream',
    http({
      target: (message: Dict, session: Session, own: Stream) =>
        'method' in message || session.listening.response === undefined ? own : session.listening,
    }),
    FULL_HTTP,
  ),
  mutant(
    'sse.get-no-response',
    'results on the GET stream too',
    http({
      pushed: (session: Session, stream: Stream, text: string) => {
        if (stream !== session.listening && /"(?:result|error)":/.test(text)) session.listening.response?.write(text);
      },
    }),
    FULL_HTTP,
  ),
  mutant(
    'sse.get-unrelated-messages',
    'progress on the GET stream',
    http({
      target: (message: Dict, session: Session, own: Stream) =>
        message['method'] === 'notifications/progress' && session.listening.response !== undefined
          ? session.listening
          : own,
    }),
    FULL_HTTP,
  ),
  mutant(
    'sse.no-broadcast',
    'notifications on every stream',
    http({
      pushed: (session: Session, stream: Stream, text: string) => {
        if (!text.includes('"method":"notifications/')) return;
        for (const one of session.streams) if (one !== stream) one.response?.write(text.replace(/^id: .*\n/m, ''));
      },
    }),
    FULL_HTTP,
  ),
  mutant(
    'sse.concurrent-streams',
    'the earlier stream is closed',
    (server) => {
      server.http['resumable'] = false;
      server.http['around'] = (request: Loose, response: Loose, _body: string, next: () => Loose, site: Loose) => {
        void [response];
        if (request.method !== 'POST') return next();
        for (const session of site.sessions.values())
          for (const one of session.streams.slice(1)) {
            one.response?.end();
            one.response = undefined;
          }
        return next();
      };
    },
    FULL_HTTP,
  ),
  mutant(
    'sse.event-id-unique',
    'ids from 0 on each stream',
    http({ eventId: (stream: Stream) => String(stream.sent.length) }),
    FULL_HTTP,
  ),
  mutant(
    'sse.event-id-names-stream',
    'a counter; replays the newest stream',
    (server) => {
      let next = 0;
      server.http['eventId'] = () => String((next += 1));
      server.http['find'] = (session: Session, last: string) => {
        const newest = session.streams.findLast(({ sent }) => sent.length > 0) ?? session.listening;
        return [
          newest,
          newest.sent.findIndex(({ id }) => Number(id) > Number(last)) < 0
            ? newest.sent.length
            : newest.sent.findIndex(({ id }) => Number(id) > Number(last)),
        ];
      };
    },
    FULL_HTTP,
  ),
  mutant(
    'sse.replay-same-stream-only',
    'replays everything newer',
    (server) => {
      let next = 0;
      server.http['eventId'] = () => String((next += 1));
      server.http['replay'] = (session: Session, target: Stream, from: number, response: Loose) => {
        const after = Number(target.sent[from - 1]?.id ?? 0);
        for (const one of session.streams)
          for (const event of one.sent) if (Number(event.id) > after) response.write(event.text);
      };
    },
    FULL_HTTP,
  ),
  mutant(
    'sse.resume-via-get-any-origin',
    'GET streams alone are replayed',
    http({
      find: (session: Session, last: string) => {
        const index = session.listening.sent.findIndex(({ id }) => id === last);
        return index < 0 ? undefined : [session.listening, index + 1];
      },
    }),
    FULL_HTTP,
  ),
  mutant(
    'sse.disconnect-is-not-cancel',
    'a lost connection cancels',
    http({
      dropped: (connection: Loose, value: Dict) => connection.running.get(value['id'])?.abort(),
    }),
    FULL_HTTP,
  ),
];

function early(server: Server, primer: string, ids: boolean): void {
  server.http['primer'] = primer;
  server.http['primeAlways'] = true;
  if (!ids) server.http['resumable'] = false;
  server.http['pushed'] = (session: Session, stream: Stream, text: string) => {
    if (stream === session.listening || stream.sent.length > 1 || /"(?:result|error)":/.test(text)) return;
    setTimeout(() => {
      stream.response?.end();
      stream.response = undefined;
    }, 20);
  };
}

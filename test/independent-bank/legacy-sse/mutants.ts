// Faults of the old transport, each under the entry, or the rule, that it breaks.

import { Buffer } from 'node:buffer';
import type { Dict } from '../initialize/server.ts';
import type { Legacy, Stream } from './server.ts';

export interface Mutant {
  readonly id: string;
  readonly what: string;
  readonly plant: (own: Legacy) => void;
  /** Behind a door, with the token of one caller and the one of another. */
  readonly guarded?: boolean;
}

const TWO = 'http.legacy-two-endpoints';
const ENDPOINT = 'sse.legacy-endpoint-event';
const MESSAGES = 'sse.legacy-message-events';
const ORIGIN = 'http.origin-validated';

const mutant = (id: string, what: string, plant: (own: Legacy) => void): Mutant => ({ id, what, plant });
const isReply = (message: Dict): boolean => !('method' in message);
const write = (stream: Stream, text: string): void => void stream.response.write(text);

/** Once the handshake is done: what only shows later. */
const later = (own: Legacy, from: number): (() => boolean) => {
  let count = 0;
  const { event } = own;
  own.event = (message, stream) => {
    if (isReply(message)) count += 1;
    return event(message, stream);
  };
  return () => count > from;
};

export const MUTANTS: readonly Mutant[] = [
  mutant(ENDPOINT, 'no endpoint event', (own) => void (own.greet = () => undefined)),
  mutant(ENDPOINT, 'as a message event', (own) => {
    own.greet = (stream, request) => write(stream, `event: message\ndata: ${own.address(stream, request)}\n\n`);
  }),
  mutant(ENDPOINT, 'without a name', (own) => {
    own.greet = (stream, request) => write(stream, `data: ${own.address(stream, request)}\n\n`);
  }),
  mutant(ENDPOINT, 'under another name', (own) => {
    own.greet = (stream, request) => write(stream, `event: Endpoint\ndata: ${own.address(stream, request)}\n\n`);
  }),
  mutant(ENDPOINT, 'an empty address', (own) => void (own.address = () => '')),
  mutant(ENDPOINT, 'an object for an address', (own) => {
    own.address = ({ id }) => JSON.stringify({ uri: `/message?sessionId=${id}` });
  }),
  mutant(ENDPOINT, 'an address of another origin', (own) => {
    own.address = ({ id }) => `http://backend.internal:8080/message?sessionId=${id}`;
  }),
  mutant(ENDPOINT, 'an address with another port', (own) => {
    own.address = ({ id }) => `http://127.0.0.1:9/message?sessionId=${id}`;
  }),
  mutant(ENDPOINT, 'a message before it', (own) => {
    const { greet } = own;
    own.greet = (stream, request) => {
      write(
        stream,
        own.event({ jsonrpc: '2.0', method: 'notifications/message', params: { level: 'info', data: 'hi' } }, stream),
      );
      greet(stream, request);
    };
  }),
  mutant(ENDPOINT, 'after half a minute', (own) => {
    const { greet } = own;
    own.greet = (stream, request) => void setTimeout(() => greet(stream, request), 30_000).unref();
  }),
  mutant(ENDPOINT, 'on the first stream only', (own) => {
    const { greet } = own;
    let count = 0;
    own.greet = (stream, request) => ((count += 1) === 1 ? greet(stream, request) : undefined);
  }),
  mutant(TWO, 'an address where nothing is', (own) => void (own.address = ({ id }) => `/messages?sessionId=${id}`)),
  mutant(TWO, 'answers in the POST', (own) => void (own.answersInPost = 'instead')),
  mutant(TWO, 'answers in the POST and on the stream', (own) => void (own.answersInPost = 'too')),
  mutant(TWO, 'the stream is no event stream', (own) => void (own.streamType = 'text/plain')),
  mutant(TWO, 'the stream is JSON', (own) => void (own.streamType = 'application/json')),
  mutant(TWO, 'POST fails after it took the message', (own) => {
    own.taken = (response) => void response.writeHead(500).end();
  }),
  mutant(TWO, 'POST is refused', (own) => void (own.failedPost = () => 400)),
  mutant(TWO, 'a notification is refused', (own) => {
    const { taken } = own;
    own.taken = (response, message) =>
      'id' in message ? taken(response, message) : void response.writeHead(400).end('No id');
  }),
  mutant(
    TWO,
    'no answer at all comes',
    (own) => void (own.targets = (_stream, message) => (isReply(message) ? [] : [_stream])),
  ),
  mutant(TWO, 'answers go to the newest stream', (own) => {
    own.targets = () => [...own.streams.values()].slice(-1);
  }),
  mutant(TWO, 'answers go to the oldest stream', (own) => {
    own.targets = () => [...own.streams.values()].slice(0, 1);
  }),
  mutant(TWO, 'answers go to all streams', (own) => {
    own.targets = () => [...own.streams.values()];
  }),
  mutant(TWO, 'the stream ends with each answer', (own) => {
    own.afterSent = (stream, message) => void (isReply(message) && stream.response.end());
  }),
  mutant(TWO, 'the stream ends after some answers', (own) => {
    const due = later(own, 6);
    own.afterSent = (stream) => void (due() && stream.response.end());
  }),
  mutant(TWO, 'one session for everybody', (own) => {
    own.newId = () => 'the-session';
    own.closed = () => undefined;
  }),
  mutant(MESSAGES, 'events named data', (own) => {
    own.event = (message) => `event: data\ndata: ${JSON.stringify(message)}\n\n`;
  }),
  mutant(MESSAGES, 'events named by the kind of message', (own) => {
    own.event = (message) =>
      `event: ${isReply(message) ? 'response' : 'notification'}\ndata: ${JSON.stringify(message)}\n\n`;
  }),
  mutant(MESSAGES, 'later events are named otherwise', (own) => {
    const due = later(own, 3);
    const { event } = own;
    own.event = (message, stream) =>
      event(message, stream).replace('event: message', due() ? 'event: result' : 'event: message');
  }),
  mutant(MESSAGES, 'base64 for JSON', (own) => {
    own.event = (message) => `event: message\ndata: ${Buffer.from(JSON.stringify(message)).toString('base64')}\n\n`;
  }),
  mutant(MESSAGES, 'a message in an envelope', (own) => {
    own.event = (message) => `event: message\ndata: ${JSON.stringify({ message })}\n\n`;
  }),
  mutant(MESSAGES, 'two messages in one event', (own) => {
    const due = later(own, 3);
    own.event = ((event) => (message: Dict, stream: Stream) => {
      const note = JSON.stringify({ jsonrpc: '2.0', method: 'notifications/tools/list_changed' });
      return due() ? `event: message\ndata: ${note}\ndata: ${JSON.stringify(message)}\n\n` : event(message, stream);
    })(own.event);
  }),
  mutant(MESSAGES, 'JSON without data:', (own) => {
    const due = later(own, 3);
    own.event = ((event) => (message: Dict, stream: Stream) =>
      due() ? `event: message\n${JSON.stringify(message)}\n\n` : event(message, stream))(own.event);
  }),
  mutant(ORIGIN, 'no check at all', (own) => {
    own.originFits = () => true;
    own.hostFits = () => true;
  }),
  mutant(ORIGIN, 'for POST alone', (own) => {
    const { originFits } = own;
    own.originFits = (request) => request.method === 'GET' || originFits(request);
  }),
  mutant(ORIGIN, 'for the stream alone', (own) => {
    const { originFits } = own;
    own.originFits = (request) => request.method === 'POST' || originFits(request);
  }),
  mutant(ORIGIN, 'an Origin that is like Host', (own) => {
    own.originFits = ({ headers }) => headers.origin === undefined || new URL(headers.origin).host === headers.host;
    own.hostFits = () => true;
  }),
  mutant(ORIGIN, 'an Origin that begins well', (own) => {
    own.originFits = ({ headers }) =>
      headers.origin === undefined || /^http:\/\/(?:127\.0\.0\.1|localhost)/u.test(headers.origin);
  }),
  mutant('access/exposure/guessable-address', 'a counter for a session', (own) => {
    let count = 0;
    own.newId = () => String((count += 1));
  }),
  {
    ...mutant('access/callers/addresses-own', 'whoever knows the session posts into it', (own) => {
      own.find = (id) => own.streams.get(id ?? '');
    }),
    guarded: true,
  },
  {
    ...mutant('access/callers/addresses-own', 'POST without a token', (own) => {
      own.find = (id) => own.streams.get(id ?? '');
      if (own.door !== undefined) own.door.open = ({ request }) => request.method === 'POST';
    }),
    guarded: true,
  },
  {
    ...mutant('access/callers/anonymous-refused', 'the stream without a token, messages with none either', (own) => {
      if (own.door !== undefined) own.door.open = () => true;
    }),
    guarded: true,
  },
];

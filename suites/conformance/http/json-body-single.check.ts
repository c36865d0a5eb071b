// A JSON answer is one object: the response, with nothing before or after it.

import { check } from '../../kernel/check.ts';
import type { Finding } from '../../kernel/check.ts';
import { at, brief, isObject, judgeEach, member } from '../../kernel/look.ts';
import type { Exchange, Frame } from '../../kernel/recording.ts';
import { traffic } from '../../artifacts/traffic.ts';
import { mediaType, succeeded } from '../../artifacts/answers.ts';

const WANT = 'one JSON-RPC response to the request';

const bodyOf = (exchange: Exchange): Frame | undefined => exchange.received.find(({ via }) => via === 'post');

/** Answers to one request; HTTP-layer errors of other kinds (OAuth and the like) are none. */
const judged = (exchange: Exchange): boolean => {
  const { sent } = exchange;
  if (sent.http?.method !== 'POST' || !isObject(sent.json) || !Object.hasOwn(sent.json, 'id')) return false;
  if (typeof sent.json.method !== 'string' || mediaType(exchange) !== 'application/json') return false;
  const body = bodyOf(exchange);
  if (body?.cut !== undefined) return false;
  return succeeded(exchange) || (isObject(body?.json) && Object.hasOwn(body.json, 'jsonrpc'));
};

function wrong(exchange: Exchange): Finding | undefined {
  const body = bodyOf(exchange);
  const where = [at(exchange)];
  if (body === undefined) return { at: where, got: 'an empty body', want: WANT, key: 'empty' };
  if (Array.isArray(body.json)) return { at: where, got: 'an array', want: WANT, key: 'array' };
  if (!isObject(body.json)) return { at: where, got: brief(body.raw, 100), want: WANT, key: 'not-one-object' };
  const isResponse = Object.hasOwn(body.json, 'result') || Object.hasOwn(body.json, 'error');
  if (!isResponse)
    return { at: where, got: `an object of ${Object.keys(body.json).join(', ')}`, want: WANT, key: 'no-response' };
  // An error may lack the id where it could not be read; everything else is for the JSON-RPC rules.
  const { id } = body.json;
  const sent = member(exchange.sent.json, 'id');
  if (id === sent || id === undefined || id === null || exchange.sent.deliberate !== undefined) return undefined;
  return { at: [at(exchange, 'id')], got: `id ${brief(id)}`, want: `id ${brief(sent)}`, key: 'other-id' };
}

export default check({
  title: 'A JSON answer holds exactly the response to the request',
  level: 'must',
  revisions: { since: '2025-03-26' },
  transports: ['streamable-http'],
  requirements: ['http.json-body-single-object', 'http.json-body-single-response'],
  why: 'Clients parse the body as one value; a second message after it makes the whole answer unreadable.',
  fix: 'Use an event stream where more than the response is to be sent.',
  touch: 'passive',
  needs: { traffic },
  judge: (_views, { recording }) => {
    const keys = new Set<string>();
    return judgeEach(
      recording.exchanges.filter(judged),
      (exchange) => {
        const found = wrong(exchange);
        if (found === undefined || keys.has(found.key ?? '')) return undefined;
        keys.add(found.key ?? '');
        return found;
      },
      'no answer came as application/json',
    );
  },
});

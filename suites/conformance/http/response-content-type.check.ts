// Two media types carry answers; a client decides by them how to read.

import { check } from '../../kernel/check.ts';
import { at, brief, isObject, judgeEach } from '../../kernel/look.ts';
import type { Exchange } from '../../kernel/recording.ts';
import { traffic } from '../../artifacts/traffic.ts';
import { mediaType, succeeded } from '../../artifacts/answers.ts';

const isRequest = ({ sent }: Exchange): boolean =>
  isObject(sent.json) && typeof sent.json.method === 'string' && Object.hasOwn(sent.json, 'id');

/** The body is that of an answer: a JSON-RPC message, whatever the media type says. */
const hasMessage = (exchange: Exchange): boolean =>
  exchange.received.some(
    ({ json }) => isObject(json) && (Object.hasOwn(json, 'jsonrpc') || Object.hasOwn(json, 'result')),
  );

const judged = (exchange: Exchange, modern: boolean): boolean =>
  exchange.sent.http?.method === 'POST' &&
  isRequest(exchange) &&
  exchange.status !== undefined &&
  (succeeded(exchange) || (modern && hasMessage(exchange)));

export default check({
  title: 'Requests are answered as application/json or text/event-stream',
  level: 'must',
  revisions: { since: '2025-03-26' },
  transports: ['streamable-http'],
  requirements: ['http.request-content-type', 'http.request-response-content-type'],
  why: 'Clients choose the parser by Content-Type and reject what they do not know.',
  fix: 'Send Content-Type: application/json with one JSON object, or text/event-stream with events.',
  touch: 'passive',
  needs: { traffic },
  judge: (_views, { recording }) => {
    const keys = new Set<string>();
    return judgeEach(
      recording.exchanges.filter((each) => judged(each, recording.era === 'per-request')),
      (exchange) => {
        const type = mediaType(exchange);
        const key = type ?? 'none';
        if (type === 'application/json' || type === 'text/event-stream' || keys.has(key)) return undefined;
        keys.add(key);
        return {
          at: [at(exchange)],
          got: `Content-Type ${type === undefined ? 'absent' : brief(type)} for ${exchange.method}`,
          want: 'application/json or text/event-stream',
          key,
        };
      },
    );
  },
});

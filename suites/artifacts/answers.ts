// What an answer amounts to, for rules on lifecycle and transports: served, refused, or nothing to conclude from.

import { errorOf, member, resultOf } from '../kernel/look.ts';
import type { Exchange } from '../kernel/recording.ts';

/** Refusals by a layer beside the protocol: authorization, rate limit, overload. Inconclusive wherever not asked for. */
const BESIDE = new Set([401, 403, 429, 503]);

export const besideProtocol = (exchange: Exchange): boolean =>
  exchange.response === undefined && exchange.status !== undefined && BESIDE.has(exchange.status);

/** A JSON-RPC result came. */
export const served = (exchange: Exchange | undefined): boolean => resultOf(exchange) !== undefined;

/** The JSON-RPC error code, whatever its type. */
export const codeOf = (exchange: Exchange | undefined): unknown => errorOf(exchange)?.code;

/** Nothing came that could be judged: silence, a closed connection, or we gave up. */
export const unanswered = (exchange: Exchange): boolean =>
  exchange.outcome === 'timeout' || exchange.outcome === 'closed' || exchange.outcome === 'cancelled';

/** Refused: a JSON-RPC error, or an HTTP status of 400 and above. */
export const refused = (exchange: Exchange): boolean =>
  errorOf(exchange) !== undefined || (exchange.status !== undefined && exchange.status >= 400);

export const succeeded = (exchange: Exchange): boolean =>
  exchange.status !== undefined && exchange.status >= 200 && exchange.status < 300;

/** The string member of the params of what we sent. */
export const sentParam = (exchange: Exchange, name: string): unknown =>
  member(member(exchange.sent.json, 'params'), name);

/** Media type of the answer, without parameters, in lower case; `undefined` where the header is absent. */
export function mediaType(exchange: Exchange): string | undefined {
  for (const frame of exchange.received)
    for (const [name, value] of frame.http?.headers ?? [])
      if (name.toLowerCase() === 'content-type') return value.split(';', 1)[0]?.trim().toLowerCase();
  return undefined;
}

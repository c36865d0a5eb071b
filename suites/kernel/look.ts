// Small pure readers that nearly every judge needs: the message of an exchange, places in it, one verdict per item.

import type { Finding, Judged, Where } from './check.ts';
import type { Exchange, Frame, JsonObject } from './recording.ts';

export const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Own member of an object, `undefined` for anything else; never reaches into a prototype. */
export const member = (value: unknown, key: string): unknown =>
  isObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;

/** The `result` of an exchange that got one. */
export const resultOf = (exchange: Exchange | undefined): JsonObject | undefined => {
  const result = member(exchange?.response?.json, 'result');
  return isObject(result) ? result : undefined;
};

/** The `error` of an exchange that got one; members may have any type, as the target sent them. */
export const errorOf = (
  exchange: Exchange | undefined,
): { readonly code?: unknown; readonly message?: unknown; readonly data?: unknown } | undefined => {
  const error = member(exchange?.response?.json, 'error');
  return isObject(error) ? error : undefined;
};

export const escapePointer = (token: string | number): string =>
  String(token).replaceAll('~', '~0').replaceAll('/', '~1');

/** A JSON pointer (RFC 6901) from path members. */
export const pointer = (...path: readonly (string | number)[]): string =>
  path.map((token) => `/${escapePointer(token)}`).join('');

/** A place in an exchange. */
export const at = (exchange: Exchange | undefined, ...path: readonly (string | number)[]): Where =>
  path.length > 0 ? { exchange: exchange?.id ?? '', pointer: pointer(...path) } : { exchange: exchange?.id ?? '' };

/** A place in a lone frame (a notification, stderr, a head). */
export const atFrame = (frame: Frame, ...path: readonly (string | number)[]): Where =>
  path.length > 0 ? { exchange: `f${frame.seq}`, pointer: pointer(...path) } : { exchange: `f${frame.seq}` };

/** Judges each item on its own: `undefined` for a good one, the finding or findings otherwise. */
export function judgeEach<T>(
  items: Iterable<T>,
  look: (item: T) => Finding | readonly Finding[] | undefined,
  note?: string,
): Judged {
  const findings: Finding[] = [];
  let seen = 0;
  for (const item of items) {
    seen += 1;
    const found = look(item);
    if (found === undefined) continue;
    if (Array.isArray(found)) findings.push(...(found as readonly Finding[]));
    else findings.push(found as Finding);
  }
  return note === undefined ? { seen, findings } : { seen, findings, note };
}

/** Text of at most `limit` characters, for `got`; whole code points only. */
export function brief(value: unknown, limit = 160): string {
  const text = typeof value === 'string' ? value : safeJson(value);
  if (text.length <= limit) return text;
  return `${Array.from(text.slice(0, limit)).slice(0, -1).join('')}…`;
}

function safeJson(value: unknown): string {
  try {
    return JSON.stringify(value) ?? String(value);
  } catch {
    return '(a value that cannot be shown)';
  }
}

/** How an exchange ended, in words, for `got`. */
export function ending(exchange: Exchange): string {
  const error = errorOf(exchange);
  const status = exchange.status === undefined ? '' : ` (HTTP ${exchange.status})`;
  if (error !== undefined) return `error ${brief(error.code)} ${brief(error.message, 100)}${status}`;
  if (exchange.outcome === 'result') return `a result${status}`;
  if (exchange.outcome === 'timeout') return `no answer within ${Math.round(exchange.ms)} ms${status}`;
  if (exchange.outcome === 'closed') return 'the connection was closed';
  return `${exchange.outcome.replaceAll('-', ' ')}${status}`;
}

/** Value of a response header of an exchange, by any case; `undefined` where absent. */
export function header(exchange: Exchange, name: string): string | undefined {
  const wanted = name.toLowerCase();
  for (const frame of exchange.received)
    for (const [key, value] of frame.http?.headers ?? []) if (key.toLowerCase() === wanted) return value;
  return undefined;
}

/**
 * A JSON-RPC response, sound or not; `{"error":"invalid_token"}` and the like are errors of OAuth and of web frameworks
 * (RFC 6749, section 5.2), and no message at all.
 */
export function isResponse(message: unknown): message is JsonObject {
  if (!isObject(message) || Object.hasOwn(message, 'method')) return false;
  if (Object.hasOwn(message, 'result')) return true;
  if (!Object.hasOwn(message, 'error')) return false;
  return isObject(message['error']) || Object.hasOwn(message, 'jsonrpc') || Object.hasOwn(message, 'id');
}

/** The exchange was refused below or beside the protocol (authorization, rate limit, proxy): nothing follows from it. */
export const refusedOutside = (exchange: Exchange): boolean =>
  exchange.status !== undefined &&
  (exchange.status === 401 ||
    exchange.status === 403 ||
    exchange.status === 408 ||
    exchange.status === 413 ||
    exchange.status === 414 ||
    exchange.status === 429 ||
    exchange.status === 431 ||
    exchange.status >= 500) &&
  exchange.response === undefined;

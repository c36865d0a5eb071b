// What a lane says over bare HTTP: any method, path and header on the origin of the target, and the stream that listens.

import type { HttpRequest } from '../../suites/kernel/check.ts';
import { member } from '../../suites/kernel/look.ts';
import type { Exchange, Frame } from '../../suites/kernel/recording.ts';
import { eraOf } from '../../suites/kernel/revision.ts';
import type { HeaderChanges } from '../wire/carrier.ts';
import type { SseCarrier } from '../wire/http-sse-2024.ts';
import type { Sending } from '../wire/lane.ts';
import { HttpCarrier } from '../wire/streamable-http.ts';
import type { LaneState } from './lane-state.ts';
import type { Sitting } from './sitting.ts';

/** Who speaks, and how what is sent is signed with the asker and the patience. */
export interface HttpSpeaker {
  readonly sitting: Sitting;
  readonly state: LaneState;
  readonly sending: (sending: Partial<Sending> & Pick<Sending, 'bytes' | 'method' | 'awaits'>) => Sending;
}

/**
 * One request over bare HTTP.
 *
 * @throws TypeError for another origin than the target's, or where the target is not on HTTP.
 */
export function askHttp(speaker: HttpSpeaker, request: HttpRequest): Promise<Exchange> {
  const carrier = httpCarrier(speaker);
  const { lane } = speaker.state;
  const headers = speaker.sitting.bearing(request.token, request.headers);
  const method = request.method ?? (request.body === undefined ? 'GET' : 'POST');
  const url = urlOf(speaker, request, carrier.endpoint);
  if (url !== undefined && url.origin !== carrier.endpoint.origin)
    throw new TypeError('http() stays on the origin of the target');
  const sending = speaker.sending({
    bytes: request.body ?? '',
    method: 'http',
    awaits: request.stream === true ? 'head' : 'any',
    ...pickOptions(request),
  });
  return new Promise((resolve) => {
    carrier.http({
      method,
      ...(request.body === undefined ? {} : { bytes: request.body }),
      ...(url === undefined ? {} : { url }),
      base: request.anonymous === true ? {} : baseHeaders(speaker, method),
      ...(headers === undefined ? {} : { headers }),
      ...(request.deliberate === undefined ? {} : { deliberate: request.deliberate }),
      opened: (sent) => lane.opened(sent, sending, resolve),
    });
  });
}

/** Opens the GET stream of a session; resolves at its head. */
export function listen(speaker: HttpSpeaker, tag: string): Promise<Exchange> {
  const carrier = httpCarrier(speaker);
  const sending = speaker.sending({ bytes: '', method: 'GET', awaits: 'head', tag, timeout: 3000 });
  return new Promise((resolve) => {
    carrier.http({
      method: 'GET',
      base: { ...baseHeaders(speaker, 'GET'), Accept: 'text/event-stream' },
      opened: (sent) => speaker.state.lane.opened(sent, sending, resolve),
    });
  });
}

function urlOf(speaker: HttpSpeaker, request: HttpRequest, endpoint: URL): URL | undefined {
  const token = request.tokenInQuery === true ? bearer(speaker.sitting) : undefined;
  if (request.path === undefined && token === undefined) return undefined;
  const url = new URL(request.path ?? endpoint.href, endpoint);
  if (token !== undefined) url.searchParams.set('access_token', token);
  return url;
}

function bearer({ target }: Sitting): string | undefined {
  const headers = target.kind === 'http' ? Object.entries(target.headers ?? {}) : [];
  const value = headers.find(([name]) => name.toLowerCase() === 'authorization')?.[1];
  return /^Bearer\s+(\S+)$/i.exec(value ?? '')?.[1];
}

function baseHeaders({ sitting: { target }, state }: HttpSpeaker, method: string): HeaderChanges {
  return {
    ...(method === 'POST' ? { 'Content-Type': 'application/json' } : {}),
    Accept: 'application/json, text/event-stream',
    ...(target.kind === 'http' ? target.headers : {}),
    ...(state.sessionId === undefined ? {} : { 'Mcp-Session-Id': state.sessionId }),
    ...protocolHeader(state),
    ...state.headers,
  };
}

function protocolHeader({ revision, negotiated }: LaneState): HeaderChanges | undefined {
  if (eraOf(revision) === 'per-request') return { 'MCP-Protocol-Version': revision };
  return negotiated !== undefined && negotiated >= '2025-06-18' ? { 'MCP-Protocol-Version': negotiated } : undefined;
}

function httpCarrier({ sitting, state: { lane } }: HttpSpeaker): HttpCarrier {
  const { carrier } = lane;
  if (carrier instanceof HttpCarrier) return carrier;
  if (carrier?.transport === 'http-sse') return (carrier as SseCarrier).http;
  const inner = member(carrier, 'http');
  throw new TypeError(
    `this probe needs HTTP, the target is on ${String(inner ?? sitting.transport)}: name its transports`,
  );
}

/** What a probe may say about any message. */
export function pickOptions(options: {
  readonly tag?: string;
  readonly timeout?: number;
  readonly headers?: HeaderChanges;
  readonly deliberate?: string;
  readonly progressToken?: string | number;
  readonly onFrame?: (frame: Frame) => void;
  readonly signal?: AbortSignal;
}): Partial<Sending> {
  const picked: Record<string, unknown> = {};
  for (const key of ['tag', 'timeout', 'headers', 'deliberate', 'progressToken', 'onFrame', 'signal'] as const)
    if (options[key] !== undefined) picked[key] = options[key];
  return picked as Partial<Sending>;
}

// A session that asks one thing after another: what preparation, limits and overhead need of the protocol.

import type { JsonObject } from '../../suites/kernel/recording.ts';
import type { Revision } from '../../suites/kernel/revision.ts';
import { eraOf } from '../../suites/kernel/revision.ts';
import { ask, headerOf, resultIn, type Asked, type AskOptions } from './ask.ts';
import { compileStep, INITIALIZED, initializeStep, postText, requestText, sessionHead, type Dress } from './dress.ts';
import type { Endpoint } from './http1.ts';
import type { Step } from './shape.ts';

export interface Place {
  readonly endpoint: Endpoint;
  readonly headers: Readonly<Record<string, string>>;
  readonly timeoutMs: number;
}

export interface PlainSession {
  readonly place: Place;
  readonly dress: Dress;
  readonly id: string | undefined;
  readonly head: string;
  readonly opened: Asked;
}

let lastId = 1_000_000;
/** Ids of probes never meet those of the load itself, which begin at 100,000,000. */
export const freshId = (): number => (lastId += 1);

export const stepOf = (method: string, params?: JsonObject, name: string = method): Step => ({
  name,
  method,
  weight: 1,
  ...(params === undefined ? {} : { params }),
});

/** Opens a session at this revision; `opened` says how it went and `revision` what the server chose. */
export async function openPlain(
  place: Place,
  revision: Revision,
  options: AskOptions & { readonly clientCapabilities?: JsonObject } = {},
): Promise<PlainSession> {
  const { endpoint, headers, timeoutMs } = place;
  const { clientCapabilities, ...asking } = options;
  const wanted: Dress = {
    era: eraOf(revision),
    revision,
    ...(clientCapabilities === undefined ? {} : { clientCapabilities }),
  };
  if (wanted.era === 'per-request') {
    const head = sessionHead(endpoint, 'POST', headers, wanted);
    const step = compileStep(stepOf('server/discover'), 0, wanted);
    const opened = await ask(endpoint, requestText(step, head, freshId(), ''), { timeoutMs, ...asking });
    return { place, dress: wanted, id: undefined, head, opened };
  }
  const opening = sessionHead(endpoint, 'POST', headers, wanted, { opening: true });
  const step = compileStep(initializeStep(revision, clientCapabilities), 0, wanted);
  const opened = await ask(endpoint, requestText(step, opening, freshId(), ''), { timeoutMs, ...asking });
  const chosen = resultIn(opened)?.['protocolVersion'];
  const dress: Dress = { ...wanted, revision: typeof chosen === 'string' ? (chosen as Revision) : revision };
  const id = headerOf(opened, 'mcp-session-id');
  const head = sessionHead(endpoint, 'POST', headers, dress, id === undefined ? {} : { id });
  if (resultIn(opened) !== undefined) await ask(endpoint, postText(head, INITIALIZED), { timeoutMs, ...asking });
  return { place, dress, id, head, opened };
}

export function askStep(
  session: PlainSession,
  step: Step,
  options: AskOptions & { id?: number; marker?: string } = {},
): Promise<Asked> {
  const { id = freshId(), marker = '', ...asking } = options;
  const text = requestText(compileStep(step, 0, session.dress), session.head, id, marker);
  return ask(session.place.endpoint, text, { timeoutMs: session.place.timeoutMs, ...asking });
}

/** Ends a session as a client should; whatever the answer. */
export async function closePlain(session: PlainSession): Promise<void> {
  if (session.id === undefined) return;
  const { endpoint, headers } = session.place;
  const head = sessionHead(endpoint, 'DELETE', headers, session.dress, { id: session.id });
  await ask(endpoint, `${head}\r\n`, { timeoutMs: 2000 });
}

// Every JSON-RPC message of the target, one by one, with its place, what it answers and which revision it speaks.
//
// Left out: bodies that are no JSON-RPC (an HTTP error page, metadata documents), because they are not the protocol's.

import type { Where } from '../kernel/check.ts';
import { artifact } from '../kernel/check.ts';
import { isObject, member, pointer } from '../kernel/look.ts';
import type { Exchange, Frame, LaneFacts, Recording } from '../kernel/recording.ts';
import { isRevision, type Revision } from '../kernel/revision.ts';

export interface TargetMessage {
  readonly frame: Frame;
  readonly lane: string;
  /** The exchange it came in, where there is one. */
  readonly exchange?: Exchange;
  /** The message; of a batch, one part. */
  readonly message: unknown;
  /** Where it is in its frame: empty, or the index in a batch. */
  readonly path: readonly (string | number)[];
  /** `odd`: neither a method nor a result nor an error. */
  readonly kind: 'result' | 'error' | 'request' | 'notification' | 'odd';
  /** Of a request or notification its own, of a response that of the request it answers, where that is known. */
  readonly method?: string;
  /** What it answers was wrong on purpose, and how. */
  readonly deliberate?: string;
  /** Body of an HTTP answer with a status of 400 or above. */
  readonly refusal: boolean;
  /** The revision it must speak; `undefined` where what it answers shows none, or shows another era. */
  readonly revision?: Revision;
}

export interface Messages {
  readonly all: readonly TargetMessage[];
  /** Frames that hold an array. */
  readonly batches: readonly Frame[];
  readonly responses: readonly TargetMessage[];
  readonly requests: readonly TargetMessage[];
  readonly notifications: readonly TargetMessage[];
}

/** A place in the frame of a message: the exchange where the frame is its response, else the frame. */
export function placeOf(found: TargetMessage, below = ''): Where {
  const exchange = found.exchange?.response === found.frame ? found.exchange.id : `f${found.frame.seq}`;
  const where = `${pointer(...found.path)}${below}`;
  return where === '' ? { exchange } : { exchange, pointer: where };
}

/** The JSON text of a frame; a server-sent event carries it in its data lines. */
export function jsonTextOf({ via, raw }: Frame): string {
  if (via !== 'stream' || raw.startsWith('{') || raw.startsWith('[')) return raw;
  return raw
    .split(/\r\n|\r|\n/)
    .flatMap((line) => (line.startsWith('data:') ? [line.slice('data:'.length)] : []))
    .join('\n');
}

/** The id at the beginning or the end of a message, as serialisers write it; anything else is left alone. */
const HEAD_ID = /^\s*\{"jsonrpc":"2\.0","id":(?:\d+|"[^"\\]*"),/;
const TAIL_ID = /,"id":(?:\d+|"[^"\\]*")\}\s*$/y;
const MARK = ',"jsonrpc":"2.0"';

const said = new WeakMap<Frame, string>();

/** What a message that was kept whole says apart from its id: two with the same words need to be judged only once. */
export function wordsIn(frame: Frame): string {
  let words = said.get(frame);
  if (words === undefined) said.set(frame, (words = cutId(jsonTextOf(frame))));
  return words;
}

/** The same of a part of a batch, and of what was cut, which have nothing in common with any other. */
export const wordsOf = ({ frame, path }: TargetMessage): string =>
  path.length > 0 || frame.cut !== undefined ? `${frame.seq} ${path.join('/')}` : wordsIn(frame);

function cutId(text: string): string {
  const head = HEAD_ID.exec(text);
  if (head !== null) return text.slice(head[0].length);
  const tail = text.lastIndexOf(',"id":');
  TAIL_ID.lastIndex = tail;
  if (tail === -1 || !TAIL_ID.test(text)) return text;
  return text.slice(0, text.endsWith(MARK, tail) ? tail - MARK.length : tail);
}

const CARRIERS: ReadonlySet<Frame['via']> = new Set(['stdio', 'post', 'stream']);

/** The frame holds JSON that the target sent as a message, not as another document. */
function carries(frame: Frame, exchange: Exchange | undefined): boolean {
  if (frame.origin !== 'target' || frame.json === undefined || !CARRIERS.has(frame.via)) return false;
  // The first event of the 2024-11-05 transport names the endpoint.
  if (frame.sse?.event === 'endpoint') return false;
  const parts: readonly unknown[] = Array.isArray(frame.json) ? frame.json : [frame.json];
  const speaks = parts.some((part) => isObject(part) && Object.hasOwn(part, 'jsonrpc'));
  if (exchange?.method === 'http' || (exchange?.status ?? 0) >= 400) return speaks;
  return true;
}

function kindOf(message: unknown): TargetMessage['kind'] {
  if (!isObject(message)) return 'odd';
  if (Object.hasOwn(message, 'method')) return Object.hasOwn(message, 'id') ? 'request' : 'notification';
  if (Object.hasOwn(message, 'error')) return 'error';
  return Object.hasOwn(message, 'result') ? 'result' : 'odd';
}

interface Asked {
  readonly method?: string;
  readonly sent: unknown;
  readonly exchange: Exchange;
}

/** What we asked, by lane and id: the id decides, because a response may come on any stream. */
function asked(recording: Recording): ReadonlyMap<string, Asked> {
  const map = new Map<string, Asked>();
  for (const exchange of recording.exchanges) {
    const parts: readonly unknown[] = Array.isArray(exchange.sent.json) ? exchange.sent.json : [exchange.sent.json];
    for (const sent of parts) {
      const id = member(sent, 'id');
      const method = member(sent, 'method');
      if (id === undefined || typeof method !== 'string') continue;
      const key = `${exchange.lane} ${JSON.stringify(id)}`;
      if (!map.has(key)) map.set(key, { method, sent, exchange });
    }
  }
  return map;
}

function read(recording: Recording): Messages {
  const owner = new Map<number, Exchange>();
  for (const exchange of recording.exchanges)
    for (const frame of exchange.received) if (!owner.has(frame.seq)) owner.set(frame.seq, exchange);
  const questions = asked(recording);
  const lanes = new Map(recording.lanes.map((lane) => [lane.id, lane]));
  const all: TargetMessage[] = [];
  const batches: Frame[] = [];
  for (const frame of recording.frames) {
    const exchange = owner.get(frame.seq);
    if (!carries(frame, exchange)) continue;
    const batch = Array.isArray(frame.json);
    if (batch) batches.push(frame);
    const parts: readonly unknown[] = Array.isArray(frame.json) ? frame.json : [frame.json];
    parts.forEach((message, index) =>
      all.push(one(recording, lanes.get(frame.lane), questions, frame, exchange, message, batch ? [index] : [])),
    );
  }
  const of = (...kinds: readonly TargetMessage['kind'][]): readonly TargetMessage[] =>
    all.filter((found) => kinds.includes(found.kind));
  return {
    all,
    batches,
    responses: of('result', 'error'),
    requests: of('request'),
    notifications: of('notification'),
  };
}

function one(
  recording: Recording,
  lane: LaneFacts | undefined,
  questions: ReadonlyMap<string, Asked>,
  frame: Frame,
  exchange: Exchange | undefined,
  message: unknown,
  path: readonly number[],
): TargetMessage {
  const kind = kindOf(message);
  const answers = kind !== 'request' && kind !== 'notification';
  const question = answers ? questionOf(questions, frame, exchange, message) : undefined;
  const method = answers ? question?.method : member(message, 'method');
  const revision = answers ? spoken(recording, lane, question, message) : laneRevision(recording, lane);
  const deliberate = answers ? (question?.exchange ?? exchange)?.sent.deliberate : undefined;
  return {
    frame,
    lane: frame.lane,
    message,
    path,
    kind,
    refusal: (exchange?.status ?? 0) >= 400,
    ...(exchange === undefined ? {} : { exchange }),
    ...(typeof method === 'string' ? { method } : {}),
    ...(deliberate === undefined ? {} : { deliberate }),
    ...(revision === undefined ? {} : { revision }),
  };
}

function questionOf(
  questions: ReadonlyMap<string, Asked>,
  frame: Frame,
  exchange: Exchange | undefined,
  message: unknown,
): Asked | undefined {
  const byId = questions.get(`${frame.lane} ${JSON.stringify(member(message, 'id'))}`);
  if (byId !== undefined) return byId;
  // Over HTTP an answer without a usable id still answers the request it came for.
  if (exchange === undefined || (exchange.response ?? frame) !== frame) return undefined;
  const method = member(exchange.sent.json, 'method');
  return { sent: exchange.sent.json, exchange, ...(typeof method === 'string' ? { method } : {}) };
}

/**
 * The lane's revision where it has one; the recording's otherwise. Without a session, and before requests named their
 * version (2025-06-18), an HTTP server cannot know what was agreed on and should assume 2025-03-26 (2025-06-18,
 * basic/transports#protocol-version-header).
 */
function laneRevision(recording: Recording, lane: LaneFacts | undefined): Revision {
  const agreed = isRevision(lane?.revision) ? lane.revision : recording.revision;
  const forgotten = recording.transport === 'streamable-http' && lane?.sessionId === undefined;
  return forgotten && agreed === '2024-11-05' ? '2025-03-26' : agreed;
}

const VERSION = 'io.modelcontextprotocol/protocolVersion';

function spoken(
  recording: Recording,
  lane: LaneFacts | undefined,
  question: Asked | undefined,
  message: unknown,
): Revision | undefined {
  if (question?.method === 'initialize') {
    // The answer itself says which revision it speaks; an error to it speaks none in particular.
    const version = member(member(message, 'result'), 'protocolVersion');
    return isRevision(version) ? version : undefined;
  }
  const own = laneRevision(recording, lane);
  if (recording.era !== 'per-request' || question === undefined) return own;
  // A request that names no version may be taken for one of the other era (2026-07-28, basic/versioning).
  const version = member(member(member(question.sent, 'params'), '_meta'), VERSION);
  return version === recording.revision ? recording.revision : undefined;
}

export const messages = artifact<Messages>({ id: 'messages', read });

// What a target says to input that is no request: by id where it has one, else as one of the answers before a fence.
//
// Waiting in silence after each bad message would make an audit slow, so they are sent one after the other and closed
// by an ordinary request: on stdio what was said before the answer to that request belongs to them.

import { brief, isObject, isResponse, member } from '../kernel/look.ts';
import type { Look, Session } from '../kernel/check.ts';
import type { Exchange, Frame } from '../kernel/recording.ts';

/** Milliseconds that each bad message is given before the next one is sent (stdio). */
const MOMENT = 15;

export interface Malformed {
  readonly what: string;
  readonly text: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Sends them under one tag, and a fence after them. */
export async function sendMalformed(session: Session, tag: string, all: readonly Malformed[]): Promise<void> {
  for (const { what, text, headers } of all) {
    if (!session.alive) break;
    const options = headers === undefined ? {} : { headers };
    await session.raw(text, { deliberate: what, tag, quiet: MOMENT, ...options });
  }
  if (session.alive) await session.settle(60);
}

export interface Reply {
  readonly frame: Frame;
  /** The bad message it answers; `undefined` where it may be any of them. */
  readonly exchange?: Exchange;
  readonly what: string;
  /** The code of an error; `undefined` for a result. */
  readonly code?: unknown;
  readonly isResult: boolean;
  /** The error came with an HTTP status of 400 or above, which is a refusal by itself. */
  readonly refused: boolean;
}

/** Replies to what was sent under this tag. */
export function repliesTo(look: Look, tag: string): readonly Reply[] {
  const sent = look.tagged(tag);
  const [first] = sent;
  if (first === undefined) return [];
  const inside = sent.flatMap((exchange) => exchange.received.map((frame) => [frame, exchange] as const));
  const owned = new Map(inside);
  const last = sent.at(-1)?.sent.seq ?? 0;
  const fence = look.tagged('fence').find((one) => one.sent.seq > last);
  const end = fence?.response?.seq ?? Number.POSITIVE_INFINITY;
  const stdio = first.sent.via === 'stdio';
  return look.recording.frames
    .filter(
      (frame) =>
        frame.origin === 'target' &&
        isResponse(frame.json) &&
        frame !== fence?.response &&
        (owned.has(frame) || (stdio && frame.lane === first.lane && frame.seq > first.sent.seq && frame.seq < end)),
    )
    .map((frame) => replyOf(frame, sent, stdio ? undefined : owned.get(frame)));
}

function replyOf(frame: Frame, sent: readonly Exchange[], owner: Exchange | undefined): Reply {
  const id = JSON.stringify(member(frame.json, 'id'));
  const exchange = owner ?? (id === undefined ? undefined : sent.find((one) => idOf(one) === id));
  const error = member(frame.json, 'error');
  return {
    frame,
    ...(exchange === undefined ? {} : { exchange }),
    what: exchange?.sent.deliberate ?? 'malformed input',
    isResult: isObject(frame.json) && Object.hasOwn(frame.json, 'result'),
    refused: (exchange?.status ?? 0) >= 400,
    ...(error === undefined ? {} : { code: member(error, 'code') }),
  };
}

const idOf = (exchange: Exchange): string | undefined => JSON.stringify(member(exchange.sent.json, 'id'));

/** A reply in words. */
export const inWords = ({ isResult, code, frame }: Reply): string =>
  isResult ? 'a result' : `error ${brief(code, 40)} ${brief(member(member(frame.json, 'error'), 'message'), 80)}`;

// A connection that calls may break: replaced when it is gone or stuck, so that one crash costs one connection.

import type { Session } from '../kernel/check.ts';
import { member } from '../kernel/look.ts';
import type { Exchange, Frame, Json } from '../kernel/recording.ts';

export interface Lane {
  /** A session that answers, or `undefined` once the target gives none any more. */
  session(): Promise<Session | undefined>;
  /** The present one is not to be used again. */
  discard(): Promise<void>;
  /** Counts calls made on it. */
  count(calls: number): void;
}

/** Calls on one connection before it is replaced: the wire takes a lane that never ends for a flood. */
const WORN = 20_000;

/** How often a lane that cannot be opened is tried again; a supervised target needs a moment to come back. */
const TRIES = [0, 200, 1000, 3000];

/** Shared by all lanes of a campaign: once the target gives no session to one, none asks again. */
export interface Reach {
  lost: boolean;
}

export function fuzzLane(parent: Session, purpose: string, reach: Reach): Lane {
  let current: Session | undefined;
  let calls = 0;
  const discard = async (): Promise<void> => {
    const old = current;
    current = undefined;
    calls = 0;
    if (old !== undefined) await old.end('drop', { tag: 'discard' });
  };
  return {
    async session() {
      if (current?.alive === true && calls < WORN) return current;
      await discard();
      if (reach.lost) return undefined;
      for (const wait of TRIES) {
        await parent.pause(wait);
        const fresh = await parent.fork({ purpose });
        if (await answers(fresh)) {
          current = fresh;
          return fresh;
        }
      }
      reach.lost = true;
      return undefined;
    },
    discard,
    count(more) {
      calls += more;
    },
  };
}

async function answers(session: Session): Promise<boolean> {
  if (!session.alive) return false;
  const fence = await session.request(session.era === 'initialize' ? 'ping' : 'server/discover', undefined, {
    tag: 'fence',
    timeout: 3000,
  });
  return fence.outcome === 'result' || fence.outcome === 'error' || fence.outcome === 'http-refusal';
}

export interface Sent {
  readonly exchange: Exchange;
  /** Frames of the lane from the moment of sending. */
  readonly after: readonly Frame[];
}

export interface CallOptions {
  readonly tag: string;
  readonly timeout?: number;
  readonly deliberate?: string;
  /** Wait a moment after the answer: the target may break a little later. */
  readonly watch?: boolean;
}

export function callTool(
  session: Session,
  tool: string,
  given: Json | undefined,
  options: CallOptions,
): Promise<Exchange> {
  const params = given === undefined ? { name: tool } : { name: tool, arguments: given };
  const { tag, timeout, deliberate } = options;
  return session.request('tools/call', params, {
    tag,
    ...(timeout === undefined ? {} : { timeout }),
    ...(deliberate === undefined ? {} : { deliberate }),
  });
}

/** Milliseconds after an answer in which a crash that follows it is still taken for its consequence. */
const AFTERMATH = 25;

/** One call with nothing beside it, and what the lane showed from then on. */
export async function callAlone(
  lane: Lane,
  tool: string,
  given: Json | undefined,
  options: CallOptions,
): Promise<Sent | undefined> {
  const session = await lane.session();
  if (session === undefined) return undefined;
  lane.count(1);
  const exchange = await callTool(session, tool, given, options);
  if (options.watch === true && session.transport === 'stdio' && session.alive) await session.pause(AFTERMATH);
  const after = framesAfter(session.frames, exchange);
  if (!session.alive || exchange.outcome === 'timeout') await lane.discard();
  return { exchange, after };
}

/** The frames of a lane that came once this was sent. */
export function framesAfter(frames: readonly Frame[], exchange: Exchange): readonly Frame[] {
  let from = frames.length;
  while (from > 0 && (frames[from - 1]?.seq ?? 0) > exchange.sent.seq) from -= 1;
  return frames.slice(from);
}

/** What the target did before we spoke, or hung up, again. */
export function consequences(after: readonly Frame[]): readonly Frame[] {
  const next = after.findIndex(
    (frame) => frame.origin === 'harness' && (frame.via === 'exit' || typeof member(frame.json, 'method') === 'string'),
  );
  return (next === -1 ? after : after.slice(0, next)).filter((frame) => frame.origin === 'target');
}

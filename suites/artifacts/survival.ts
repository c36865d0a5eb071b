// After something odd was sent: did the server go on? A silence alone proves nothing, a silence after it does.

import type { Look, Session } from '../kernel/check.ts';
import type { Exchange, Json } from '../kernel/recording.ts';

const PATIENCE_MS = 5_000;

/** Nothing came back for a message that has to be answered. */
export const silent = (exchange: Exchange): boolean => ['closed', 'timeout', 'no-message'].includes(exchange.outcome);

export interface OddRequest {
  readonly method: string;
  readonly params: unknown;
  readonly tag: string;
  readonly deliberate: string;
  /** A request that works, to see whether anybody is still there. */
  readonly fence: string;
  readonly meta?: Readonly<Record<string, Json>>;
}

/** Sends it, and asks something harmless where nothing came back. */
export async function sendOdd(session: Session, odd: OddRequest): Promise<void> {
  if (!session.alive) return;
  const { method, params, tag, deliberate, meta } = odd;
  const options = { tag, deliberate, timeout: PATIENCE_MS, ...(meta === undefined ? {} : { meta }) };
  const exchange = await session.request(method, params, options);
  if (silent(exchange)) await session.request(odd.fence, undefined, { tag: fenceOf(tag), timeout: PATIENCE_MS });
}

const fenceOf = (tag: string): string => `after ${tag}`;

export const isFence = (exchange: Exchange): boolean => exchange.tag?.startsWith('after ') === true;

/** The server was gone, or deaf, after this message. */
export function died(exchange: Exchange, look: Look): boolean {
  if (!silent(exchange)) return false;
  const [fence] = look.tagged(fenceOf(exchange.tag ?? ''));
  return fence === undefined ? exchange.outcome === 'closed' : silent(fence);
}

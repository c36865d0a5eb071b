// How what was asked as a caller is named, and how an answer is read: served, refused, or neither.

import { isObject, member, refusedOutside, resultOf, errorOf } from '../../kernel/look.ts';
import type { Exchange, Recording } from '../../kernel/recording.ts';

export const BY = 'artifact:callers';

/** A step, and as whom: `call/alice`, `cursor/alice>bob` (what alice got, sent as bob). */
export const tagOf = (step: string, who: string): string => `${step}/${who}`;

export interface Asked {
  readonly step: string;
  /** As whom it was sent. */
  readonly caller: string;
  /** Whose thing it was, where that is another. */
  readonly owner?: string;
  readonly exchange: Exchange;
}

/** Everything that was asked as callers, in order. */
export function askedOf(recording: Recording): readonly Asked[] {
  return recording.exchanges.flatMap((exchange): Asked[] => {
    if (exchange.by !== BY || exchange.tag === undefined) return [];
    const slash = exchange.tag.indexOf('/');
    const step = exchange.tag.slice(0, slash);
    const who = exchange.tag.slice(slash + 1);
    const arrow = who.indexOf('>');
    return arrow === -1
      ? [{ step, caller: who, exchange }]
      : [{ step, owner: who.slice(0, arrow), caller: who.slice(arrow + 1), exchange }];
  });
}

/** `served`: it was done. `refused`: it was not, for whatever reason. `unclear`: no answer, throttled, or a failure. */
export type Ended = 'served' | 'refused' | 'unclear';

export function endedOf(exchange: Exchange): Ended {
  const { status } = exchange;
  if (status === 401 || status === 403 || status === 404) return 'refused';
  if (status === 429 || (status !== undefined && status >= 500)) return 'unclear';
  const result = resultOf(exchange);
  if (result !== undefined) return result['isError'] === true ? 'refused' : 'served';
  if (errorOf(exchange) === undefined) return status !== undefined && status >= 400 ? 'refused' : 'unclear';
  return errorOf(exchange)?.code === -32603 ? 'unclear' : 'refused';
}

const DENIED =
  /\b(?:forbidden|denied|not (?:authori[sz]ed|allowed|permitted)|unauthori[sz]ed|permission|insufficient|access|scope|unknown tool|not found)\b/iu;

/** Refused by whom it came from, as far as the answer tells; a call may also fail for its arguments. */
export function deniedBy(exchange: Exchange): boolean {
  if (endedOf(exchange) !== 'refused') return false;
  if (refusedOutside(exchange)) return exchange.status !== 413;
  const message = errorOf(exchange)?.message ?? JSON.stringify(resultOf(exchange)?.['content'] ?? '');
  return exchange.status === 401 || exchange.status === 403 || DENIED.test(String(message));
}

export const paramsOf = (exchange: Exchange): Readonly<Record<string, unknown>> => {
  const params = member(exchange.sent.json, 'params');
  return isObject(params) ? params : {};
};

/** What a tool said, without what changes from call to call. */
export function saidBy(exchange: Exchange): string {
  const { _meta: _, ...rest } = resultOf(exchange) ?? {};
  return JSON.stringify(rest);
}

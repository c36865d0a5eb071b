// What the target said without being asked, and what it reported while it worked: every notification, in order.

import { artifact } from '../kernel/check.ts';
import type { Where } from '../kernel/check.ts';
import { atFrame, isObject, member } from '../kernel/look.ts';
import type { Exchange, Frame, JsonObject, Recording } from '../kernel/recording.ts';

export interface Notified {
  readonly method: string;
  readonly params: JsonObject;
  readonly frame: Frame;
  readonly lane: string;
  /** The exchange it came with: by its stream on HTTP, by token or time elsewhere; as the recording says. */
  readonly exchange?: Exchange;
  /** Which stream it came on: stdout is one per lane, on HTTP each answer and each listening stream is one. */
  readonly stream: string;
  readonly where: Where;
}

export interface Notifications {
  readonly all: readonly Notified[];
  of(method: string): readonly Notified[];
}

/** The frame carries a message that the target sent as a notification. */
export const isNotification = (frame: Frame): boolean =>
  frame.origin === 'target' &&
  isObject(frame.json) &&
  typeof frame.json['method'] === 'string' &&
  !Object.hasOwn(frame.json, 'id');

function read(recording: Recording): Notifications {
  const owner = new Map<number, Exchange>();
  for (const exchange of recording.exchanges)
    for (const frame of exchange.received) if (!owner.has(frame.seq)) owner.set(frame.seq, exchange);
  const all: Notified[] = [];
  for (const frame of recording.frames) {
    if (!isNotification(frame)) continue;
    const params = member(frame.json, 'params');
    const exchange = owner.get(frame.seq);
    all.push({
      method: member(frame.json, 'method') as string,
      params: isObject(params) ? params : {},
      frame,
      lane: frame.lane,
      ...(exchange === undefined ? {} : { exchange }),
      stream: `${frame.lane}/${frame.via === 'stdio' ? 'stdout' : (frame.stream ?? 'stream')}`,
      where: atFrame(frame),
    });
  }
  const byMethod = new Map<string, Notified[]>();
  for (const one of all) {
    const list = byMethod.get(one.method);
    if (list === undefined) byMethod.set(one.method, [one]);
    else list.push(one);
  }
  return { all, of: (method) => byMethod.get(method) ?? [] };
}

export const notifications = artifact<Notifications>({ id: 'notifications', read });

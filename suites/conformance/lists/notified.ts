// From 2026-07-28 changes are told to whoever listens for them: a subscription, a call that changes something, the word.

import type { Finding, Judged, Look, Session } from '../../kernel/check.ts';
import { at, brief, ending, isObject, judgeEach, member, resultOf } from '../../kernel/look.ts';
import type { Frame, JsonObject, KnownCall } from '../../kernel/recording.ts';
import { until } from '../../artifacts/until.ts';

const SUBSCRIPTION = 'io.modelcontextprotocol/subscriptionId';
const PATIENCE_MS = 5_000;

const acknowledgement = (frames: readonly Frame[]): JsonObject | undefined => {
  const frame = frames.find((one) => member(one.json, 'method') === 'notifications/subscriptions/acknowledged');
  const agreed = member(member(frame?.json, 'params'), 'notifications');
  return isObject(agreed) ? agreed : undefined;
};

/** Our own marks in `_meta` stay here. */
const sent = (call: KnownCall): JsonObject =>
  Object.fromEntries(Object.entries(call.params).filter(([key]) => key !== '_meta'));

/** Listens with this filter, makes the call, and waits for the word; what the call changes is read before and after. */
export async function listenAndChange(
  session: Session,
  filter: JsonObject,
  call: KnownCall,
  method: string,
  look: (session: Session, tag: string) => Promise<unknown>,
): Promise<void> {
  const alone = await session.fork({ purpose: 'listens for changes' });
  const stop = new AbortController();
  const listening = alone.request(
    'subscriptions/listen',
    { notifications: filter },
    { tag: 'listen', timeout: 30_000, signal: stop.signal },
  );
  await until(alone, () => acknowledgement(alone.frames) !== undefined, 2_000);
  await look(alone, 'before');
  await alone.request(call.method, sent(call), { tag: 'change' });
  await until(alone, () => alone.frames.some((frame) => member(frame.json, 'method') === method), PATIENCE_MS);
  await look(alone, 'after');
  stop.abort();
  await listening;
}

/** What was asked for and agreed on came, with the id of the subscription; nothing follows where nothing changed. */
export function judgeNotified(
  look: Look,
  method: string,
  agreed: (acknowledged: JsonObject) => boolean,
  changed: boolean,
  note: string,
  fits: (params: unknown) => boolean = () => true,
): Judged {
  const [listen] = look.tagged('listen');
  const [change] = look.tagged('change');
  const frames = look.recording.frames.filter((frame) => frame.lane === listen?.lane && frame.origin === 'target');
  const acknowledged = acknowledgement(frames);
  const usable =
    listen !== undefined &&
    acknowledged !== undefined &&
    agreed(acknowledged) &&
    changed &&
    resultOf(change) !== undefined;
  return judgeEach(
    usable ? [listen] : [],
    (listening): Finding | undefined => {
      const id = member(listening.sent.json, 'id');
      const told = frames.filter(
        (frame) => member(frame.json, 'method') === method && fits(member(frame.json, 'params')),
      );
      if (told.some((frame) => member(member(member(frame.json, 'params'), '_meta'), SUBSCRIPTION) === id))
        return undefined;
      const got =
        told.length === 0
          ? `nothing came within ${PATIENCE_MS / 1_000} s`
          : `the subscription id is ${brief(member(member(member(told[0]?.json, 'params'), '_meta'), SUBSCRIPTION) ?? 'absent')}`;
      return {
        at: [at(listening), at(change)],
        got: `the change was made (${ending(change!)}); ${got}`,
        want: `${method} with the subscription id ${brief(id)}`,
        key: method,
      };
    },
    note,
  );
}

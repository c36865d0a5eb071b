// Updates for what nobody subscribed to: noise, and a leak of what others are watching.

import { notifications } from '../../artifacts/notifications.ts';
import type { Notified } from '../../artifacts/notifications.ts';
import { check } from '../../kernel/check.ts';
import type { Finding } from '../../kernel/check.ts';
import { brief, member, resultOf } from '../../kernel/look.ts';
import type { Recording } from '../../kernel/recording.ts';

/** Updates under way when the subscription ended. */
const GRACE_MS = 1_000;

interface Subscription {
  readonly group: string;
  readonly uri: string;
  readonly from: number;
  to: number;
}

/** A session, where there is one; else all who speak without one look the same to the server. */
const groupOf = (recording: Recording, lane: string): string => {
  if (recording.transport !== 'streamable-http') return lane;
  return recording.lanes.find((one) => one.id === lane)?.sessionId ?? 'no session';
};

function subscriptionsOf(recording: Recording): readonly Subscription[] {
  const all: Subscription[] = [];
  for (const exchange of recording.exchanges) {
    const uri = member(member(exchange.sent.json, 'params'), 'uri');
    if (typeof uri !== 'string') continue;
    const group = groupOf(recording, exchange.lane);
    if (exchange.method === 'resources/subscribe')
      all.push({ group, uri, from: exchange.sent.at, to: Number.POSITIVE_INFINITY });
    if (exchange.method !== 'resources/unsubscribe' || resultOf(exchange) === undefined) continue;
    for (const one of all)
      if (one.group === group && one.uri === uri && one.to === Number.POSITIVE_INFINITY)
        one.to = exchange.sent.at + exchange.ms + GRACE_MS;
  }
  return all;
}

/** The resource itself, or a part of it (schema, ResourceUpdatedNotification). */
const covers = (subscribed: string, uri: string): boolean => {
  const trunk = subscribed.replace(/\/+$/u, '');
  return uri === subscribed || uri === trunk || (uri.startsWith(trunk) && /^[/?#:]/u.test(uri.slice(trunk.length)));
};

function findingFor(one: Notified, all: readonly Subscription[], recording: Recording): Finding | undefined {
  const { uri } = one.params;
  if (typeof uri !== 'string') return undefined;
  const group = groupOf(recording, one.lane);
  const due = all.some(
    (each) => each.group === group && each.from <= one.frame.at && one.frame.at <= each.to && covers(each.uri, uri),
  );
  if (due) return undefined;
  const ended = all.some((each) => each.group === group && covers(each.uri, uri));
  return {
    at: [one.where],
    got: `${brief(uri, 80)} is reported ${ended ? 'long after its subscription ended' : 'to a client that never subscribed to it'}`,
    want: 'updates for subscribed resources only',
    key: `${ended ? 'ended' : 'never'} ${brief(uri, 60)}`,
  };
}

export default check({
  title: 'Resource updates are sent only for resources that the client subscribed to',
  level: 'should',
  revisions: { since: '2024-11-05', until: '2025-11-25' },
  requirements: ['resources.updated-only-after-subscribe'],
  why: 'A client that is told about everything reads everything again; over several sessions it learns what others watch.',
  fix: 'Keep subscriptions per session, and send updates to those alone that hold one for the resource.',
  touch: 'probing',
  needs: { notifications },
  applies: (_, recording) =>
    member(recording.capabilities, 'resources') === undefined
      ? { kind: 'not-declared', note: 'the resources capability is not declared' }
      : undefined,
  // A session that listens and subscribes to nothing; on stdio every connection hears what is said.
  probe: async (session) => {
    const hears = session.transport !== 'streamable-http';
    const listener = hears ? session : await session.fork({ listen: true, purpose: 'subscribed to nothing' });
    await listener.settle();
  },
  judge: (views, { recording }) => {
    const all = subscriptionsOf(recording);
    const sent = views.notifications.of('notifications/resources/updated');
    const findings = new Map(sent.flatMap((one) => findingFor(one, all, recording) ?? []).map((one) => [one.key, one]));
    return { seen: Math.max(1, sent.length), findings: [...findings.values()] };
  },
});

// A subscription is held by one replica; what it is about happens on any.

import { check } from '../kernel/check.ts';
import { isObject, resultOf } from '../kernel/look.ts';
import type { Exchange } from '../kernel/recording.ts';
import { PER_REQUEST } from '../kernel/revision.ts';
import { part, places, taggedWith } from './tags.ts';
import { isAffinity, NOT_ASKED } from './trials.ts';

export default check({
  title: 'A change on one replica reaches subscriptions held on another',
  level: 'should',
  revisions: PER_REQUEST,
  transports: ['streamable-http'],
  requirements: ['subscriptions.stream-held-open'],
  why: 'A client that subscribed and hears nothing believes that nothing changed, and goes on with tools and resources that are gone.',
  fix: 'Pass changes through a channel that all replicas share (a message bus, the database’s notifications), not through the memory of one.',
  touch: 'heavy',
  needs: {},
  judge: (_views, { recording }) => {
    if (!isAffinity(recording)) return { seen: 0, findings: [], note: NOT_ASKED };
    const changed = new Set(
      taggedWith(recording, 'listen/change/')
        .filter((exchange) => resultOf(exchange) !== undefined)
        .map((exchange) => part(exchange, 2)),
    );
    const held = taggedWith(recording, 'listen/held/').filter((exchange) => changed.has(part(exchange, 2)));
    // At home, where the change happens on the replica that holds the subscription, it must show that it is told at all.
    if (!held.some(told)) return { seen: 0, findings: [], note: 'no call that is allowed makes a change that is told' };
    const deaf = held.filter((exchange) => !told(exchange));
    const ways = [...new Set(deaf.map((exchange) => part(exchange, 3)))];
    const finding = {
      at: places(deaf),
      got: `${deaf.length} of ${held.length} subscriptions heard nothing (held > changed: ${ways.join(', ')})`,
      want: 'the notification, wherever the change happened',
      key: 'deaf',
    };
    return { seen: held.length, findings: deaf.length > 0 ? [finding] : [] };
  },
});

const told = (exchange: Exchange): boolean =>
  exchange.received.some(({ json }) => isObject(json) && String(json['method'] ?? '').endsWith('list_changed'));

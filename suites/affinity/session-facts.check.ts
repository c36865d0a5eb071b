// Sessions whose ids all replicas know may still have left half of themselves in the memory of one.

import { check, type Finding, type Where } from '../kernel/check.ts';
import { isObject, member, resultOf } from '../kernel/look.ts';
import type { Exchange, Recording } from '../kernel/recording.ts';
import { part, taggedWith } from './tags.ts';
import { isAffinity, NOT_ASKED } from './trials.ts';

type Kind = 'level' | 'update';

export default check({
  title: 'The log level and the subscriptions of a session hold on every replica',
  level: 'should',
  revisions: { since: '2025-03-26', until: '2025-11-25' },
  transports: ['streamable-http'],
  requirements: ['logging.level-filter', 'resources.updated-sent'],
  why: 'A replica that knows the id of a session but not what the session has set floods its client with log messages it turned off, and never tells it of the change it waits for.',
  fix: 'Keep the log level and the subscriptions with the session, in the store that all replicas share, and pass changes between replicas; or route by session.',
  touch: 'heavy',
  needs: {},
  judge: (_views, { recording }) => {
    if (!isAffinity(recording)) return { seen: 0, findings: [], note: NOT_ASKED };
    const level = atHome(recording, 'level') ? asked(recording, 'level') : [];
    const update = atHome(recording, 'update') ? asked(recording, 'update') : [];
    const loud = level.filter((exchange) => heard(recording, exchange, 'level'));
    const deaf = update.filter((exchange) => !heard(recording, exchange, 'update'));
    const findings: Finding[] = [];
    // One may be late, or held back by a proxy from before; a replica that knows nothing of the session shows it twice.
    if (loud.length > 1)
      findings.push({
        at: places(recording, loud),
        got: `${loud.length} of ${level.length} calls of sessions that had set the log level to emergency brought messages below it, though one replica asked alone keeps the level of a session${where(recording, 'level')}`,
        want: 'no message below the level that the session has set, on whichever replica',
        key: 'level',
      });
    if (deaf.length > 1)
      findings.push({
        at: places(recording, deaf),
        got: `${deaf.length} of ${update.length} changes of a subscribed resource were not told to the session, though one replica asked alone tells each${where(recording, 'update')}`,
        want: 'notifications/resources/updated, wherever the change happened',
        key: 'subscription',
      });
    const note =
      'one replica asked alone keeps no log level or subscription for a session that a call allowed would show, or no --replica was named';
    return { seen: level.length + update.length, findings, note };
  },
});

const served = (exchange: Exchange): boolean => exchange.status === 200 && resultOf(exchange) !== undefined;

/** What a fact does at one replica alone: it is honoured for its own session each time, and for no other. */
function atHome(recording: Recording, kind: Kind): boolean {
  const own = taggedWith(recording, `fact/${kind}/`).filter(served);
  const as = (name: string): readonly Exchange[] => own.filter((exchange) => part(exchange, 2) === name);
  if (kind === 'update') return as('told').length > 2 && as('told').every((one) => heard(recording, one, kind));
  const [loud, quiet] = [as('loud'), as('quiet')];
  return (
    new Set(loud.map(({ lane }) => lane)).size > 1 &&
    quiet.length > 2 &&
    loud.every((one) => heard(recording, one, kind)) &&
    !quiet.some((one) => heard(recording, one, kind))
  );
}

/** Calls through the target of sessions whose setting was taken and whose listening stream stood. */
function asked(recording: Recording, kind: Kind): readonly Exchange[] {
  const lanes = (exchanges: readonly Exchange[]): ReadonlySet<string> => new Set(exchanges.map(({ lane }) => lane));
  const refused = lanes(taggedWith(recording, `fact/${kind}/set`).filter((one) => !served(one)));
  const set = lanes(taggedWith(recording, `fact/${kind}/set`));
  const listening = lanes(taggedWith(recording, 'fact/ear').filter(({ status }) => status === 200));
  return taggedWith(recording, `fact/${kind}/asked/`).filter(
    (one) =>
      served(one) && set.has(one.lane) && !refused.has(one.lane) && (kind === 'level' || listening.has(one.lane)),
  );
}

/** Came to the session, on whatever stream, after this call and before its next request. */
function heard(recording: Recording, call: Exchange, kind: Kind): boolean {
  const since = call.sent.at;
  const later = taggedWith(recording, 'fact/').filter(
    (one) => one.lane === call.lane && one.tag !== 'fact/ear' && one.sent.at > since,
  );
  const before = Math.min(...later.map(({ sent }) => sent.at), Infinity);
  return recording.frames.some(
    ({ lane, origin, at, json }) =>
      lane === call.lane && origin === 'target' && at >= since && at < before && isFact(json, kind),
  );
}

function isFact(json: unknown, kind: Kind): boolean {
  const method = member(json, 'method');
  if (kind === 'update') return method === 'notifications/resources/updated';
  const params = member(json, 'params');
  return method === 'notifications/message' && isObject(params) && params['level'] !== 'emergency';
}

const places = (recording: Recording, calls: readonly Exchange[]): Where[] =>
  calls.slice(0, 3).flatMap((call) => {
    const ear = taggedWith(recording, 'fact/ear').find(({ lane }) => lane === call.lane);
    return [call, ...(ear === undefined ? [] : [ear])].map(({ id }) => ({ exchange: id }));
  });

/** Asked straight afterwards: which replicas honour it for such a session, and which do not. */
function where(recording: Recording, kind: Kind): string {
  const direct = taggedWith(recording, `fact/${kind}/direct/`).filter(served);
  const honours = (one: Exchange): boolean => heard(recording, one, kind) === (kind === 'update');
  const names = (list: readonly Exchange[]): string => list.map((one) => part(one, 3)).join(', ');
  const [good, bad] = [direct.filter(honours), direct.filter((one) => !honours(one))];
  if (bad.length === 0) return '';
  return `; asked straight, ${names(bad)} did not honour it${good.length === 0 ? '' : `, ${names(good)} did`}`;
}

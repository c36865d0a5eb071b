// Which call made the target say or ask something: on stdio everything comes down one pipe.

import { member } from '../kernel/look.ts';
import type { Exchange, Frame, Recording } from '../kernel/recording.ts';
import type { Property } from './known-calls.ts';

/** What a message of the target shows about the request that was being worked on. */
const SHOWN: Readonly<Record<string, Property>> = {
  'notifications/message': 'emits-log',
  'notifications/tools/list_changed': 'changes-list',
  'notifications/resources/list_changed': 'changes-list',
  'notifications/prompts/list_changed': 'changes-list',
  'notifications/resources/updated': 'changes-resource',
  'elicitation/create': 'elicits',
  'sampling/createMessage': 'samples',
  'roots/list': 'lists-roots',
};

/** The harmless calls that were under way on the lane of a frame when it came. */
function underWay(calls: readonly Exchange[], frame: Frame): readonly Exchange[] {
  return calls.filter(
    (call) =>
      call.lane === frame.lane &&
      call.sent.seq < frame.seq &&
      (call.response === undefined ? frame.at - call.sent.at <= call.ms : frame.seq < call.response.seq),
  );
}

/** Who makes its calls one at a time, on a connection that has settled. */
const ALONE = 'artifact:known-calls';

/** What many servers say and ask by themselves when a client has arrived, and how long after its arrival. */
const BY_ITSELF = /^(?:roots\/list|notifications\/(?:tools|resources|prompts)\/list_changed)$/u;
const ARRIVAL_MS = 1_000;

const atFirst = ({ exchanges }: Recording, frame: Frame): boolean => {
  const opening = exchanges.find(({ lane, method }) => lane === frame.lane && method === 'initialize');
  const since = opening?.response?.at ?? opening?.sent.at;
  return BY_ITSELF.test(String(member(frame.json, 'method'))) && since !== undefined && frame.at - since < ARRIVAL_MS;
};

/** Pairs of a property and the call that showed it by messages sent while it ran. `doubtful`: any of these calls may have. */
export function shownByMessages(
  recording: Recording,
  isHarmless: (exchange: Exchange) => boolean,
): {
  readonly found: readonly (readonly [Property, Exchange])[];
  readonly doubtful: ReadonlyMap<Property, ReadonlySet<Exchange>>;
} {
  const calls = recording.exchanges.filter(isHarmless);
  const owner = new Map<number, Exchange>();
  for (const call of calls) for (const frame of call.received) owner.set(frame.seq, call);
  const found: (readonly [Property, Exchange])[] = [];
  const doubtful = new Map<Property, Set<Exchange>>();
  for (const frame of recording.frames) {
    const method = frame.origin === 'target' ? member(frame.json, 'method') : undefined;
    const property = typeof method === 'string' && Object.hasOwn(SHOWN, method) ? SHOWN[method] : undefined;
    if (property === undefined) continue;
    const candidates = underWay(calls, frame);
    const attributed = owner.get(frame.seq);
    // On stdio everything comes down one pipe: only a call that ran alone is known to be the cause.
    const sure = frame.via === 'stream' && attributed !== undefined ? attributed : undefined;
    const [only] = candidates.length === 1 ? candidates : [];
    const cause = sure ?? (only !== undefined && (only.by === ALONE || !atFirst(recording, frame)) ? only : undefined);
    if (cause !== undefined) found.push([property, cause]);
    else {
      // What comes while nothing runs, a server may well say once and by itself: the calls are tried one by one then.
      const any = candidates.length > 1 ? candidates : calls.filter(({ lane }) => lane === frame.lane);
      doubtful.set(property, new Set([...(doubtful.get(property) ?? []), ...any]));
    }
  }
  for (const [property] of found) doubtful.delete(property);
  return { found, doubtful };
}

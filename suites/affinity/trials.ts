// The trials of a recording: which session asked how, and whether the answer was its own.

import { artifact } from '../kernel/check.ts';
import { errorOf, isObject, member, resultOf } from '../kernel/look.ts';
import type { Exchange, Recording } from '../kernel/recording.ts';

/**
 * `own`: answered, and nothing says that it is not for this session. `lost`: the session was not known where the
 * request landed. `other`: the answer belongs to somebody else. `failed`: no answer of the server. `limited`: refused
 * for its rate, which says nothing. `unclear`: refused, but so is the same request everywhere else.
 */
export type TrialOutcome = 'own' | 'lost' | 'other' | 'failed' | 'limited' | 'unclear';

export interface Trial {
  readonly exchange: Exchange;
  readonly lane: string;
  /** `new`, `kept`, `shared`, `pipelined`, `alone`, `cookie`, `rotate`, `note`. */
  readonly how: string;
  readonly outcome: TrialOutcome;
  /** Why it counts as somebody else's. */
  readonly because?: string;
}

export const isAffinity = (recording: Recording): boolean => isObject(recording.measures['affinity']);

export const NOT_ASKED = 'replicas were not tried: `assay affinity <url> --replica …` does that';

export interface Trials {
  readonly all: readonly Trial[];
  /** Session ids were issued. */
  readonly sessions: boolean;
}

export const trials = artifact<Trials>({
  id: 'affinity-trials',
  read: (recording) => {
    const asked = recording.exchanges.filter(({ tag }) => tag?.startsWith('trial/') === true);
    const lists = usualLists(recording, asked);
    const served = new Set(['ping', ...recording.exchanges.filter(isServed).map(kindOfRequest)]);
    const all = asked.map((exchange): Trial => {
      const how = exchange.tag?.split('/')[1] ?? '';
      return { exchange, lane: exchange.lane, how, ...outcomeOf(exchange, recording, lists, served) };
    });
    return { all, sessions: recording.lanes.some(({ sessionId }) => sessionId !== undefined) };
  },
});

const isServed = (exchange: Exchange): boolean => exchange.status === 200 && resultOf(exchange) !== undefined;

/** What was asked: the method, and of calls the tool. */
const kindOfRequest = ({ method, sent }: Exchange): string =>
  `${method} ${String(member(member(sent.json, 'params'), 'name') ?? '')}`.trim();

function outcomeOf(
  exchange: Exchange,
  recording: Recording,
  lists: Lists,
  served: ReadonlySet<string>,
): Pick<Trial, 'outcome' | 'because'> {
  const { status, response } = exchange;
  if (status === 429) return { outcome: 'limited' };
  const foreign = foreignness(exchange, recording, lists);
  if (foreign !== undefined) return { outcome: 'other', because: foreign };
  if (isServed(exchange)) return { outcome: 'own' };
  if (status === 400 || status === 404) return { outcome: served.has(kindOfRequest(exchange)) ? 'lost' : 'unclear' };
  if (status === 200 && /session/i.test(String(errorOf(exchange)?.message ?? ''))) return { outcome: 'lost' };
  if (status === 200 && response !== undefined) return { outcome: 'own' };
  return exchange.outcome === 'accepted' ? { outcome: 'own' } : { outcome: 'failed' };
}

/** Markers that a session sent hold its number: `am000012x…y` is of the lane `s12`. */
const MARKER = /am(\d{6})x\d{10}y/g;

/** What shows that an answer is for another session or request; `undefined` where nothing does. */
function foreignness(exchange: Exchange, recording: Recording, lists: Lists): string | undefined {
  const { response, sent, lane } = exchange;
  if (response === undefined) return undefined;
  const asked = member(sent.json, 'id');
  const answered = member(response.json, 'id');
  if (typeof answered === 'number' && answered !== asked) return `the id ${answered} instead of ${String(asked)}`;
  const session = recording.lanes.find(({ id }) => id === lane)?.sessionId;
  const named = exchange.received
    .flatMap(({ http }) => http?.headers ?? [])
    .find(([name]) => name.toLowerCase() === 'mcp-session-id')?.[1];
  if (session !== undefined && named !== undefined && named !== session)
    return `the Mcp-Session-Id ${named} instead of ${session}`;
  for (const [text, number] of JSON.stringify(response.json ?? null).matchAll(MARKER))
    if (`s${Number(number)}` !== lane) return `${text}, which session s${Number(number)} had sent`;
  return otherList(exchange, recording, lists);
}

type Lists = ReadonlyMap<string, string>;

const kindOf = (recording: Recording, lane: string): string =>
  JSON.stringify(recording.lanes.find(({ id }) => id === lane)?.clientCapabilities ?? {});

const listIn = (exchange: Exchange): string | undefined => {
  const tools = exchange.method === 'tools/list' ? resultOf(exchange)?.['tools'] : undefined;
  return Array.isArray(tools) ? JSON.stringify(tools.map((tool) => member(tool, 'name'))) : undefined;
};

/** The list that sessions with the same capabilities usually get, by their capabilities. */
function usualLists(recording: Recording, asked: readonly Exchange[]): Lists {
  const counts = new Map<string, Map<string, number>>();
  for (const exchange of asked) {
    const list = listIn(exchange);
    if (list === undefined) continue;
    const kind = kindOf(recording, exchange.lane);
    const seen = counts.get(kind) ?? new Map<string, number>();
    counts.set(kind, seen.set(list, (seen.get(list) ?? 0) + 1));
  }
  return new Map([...counts].map(([kind, seen]) => [kind, [...seen].toSorted((a, b) => b[1] - a[1])[0]?.[0] ?? '']));
}

/** Some servers list by what the client declared: a list that only the other kind of client gets is another's. */
function otherList(exchange: Exchange, recording: Recording, lists: Lists): string | undefined {
  const list = listIn(exchange);
  const kind = kindOf(recording, exchange.lane);
  if (list === undefined || list === lists.get(kind)) return undefined;
  const others = [...lists].some(([other, usual]) => other !== kind && usual === list);
  // A list that is still growing after the handshake looks like that of a client that can do less.
  const grown = recording.exchanges.some(
    (one) => one.lane === exchange.lane && one.sent.seq < exchange.sent.seq && listIn(one) === lists.get(kind),
  );
  return others && grown ? 'the tool list that clients with other capabilities get' : undefined;
}

/** Trials of each session, in the order they were sent. */
export function bySession(all: readonly Trial[]): ReadonlyMap<string, readonly Trial[]> {
  const sessions = new Map<string, Trial[]>();
  for (const trial of all) {
    const own = sessions.get(trial.lane) ?? [];
    own.push(trial);
    sessions.set(trial.lane, own);
  }
  return sessions;
}

// Plays calls that ask the client something, again and again: with other capabilities declared, and other answers given.
//
// In the initialize era the answer is the response to the target's request; from 2026-07-28 it goes into inputResponses
// of the next round. Each play ends with the exchange that ended the call; what was asked on the way is in `questions`.

import type { Answer, Session } from '../kernel/check.ts';
import { artifact } from '../kernel/check.ts';
import { isObject, member, resultOf } from '../kernel/look.ts';
import type { Exchange, Json, JsonObject, KnownCall } from '../kernel/recording.ts';
import { knownCalls } from './known-calls.ts';
import { META } from './modern-messages.ts';
import { questions } from './questions.ts';
import { but, DECLARED, KINDS, METHOD_OF, usual, VARIANTS, WRONG } from './replies.ts';
import type { Kind, Replies } from './replies.ts';

/** How a play went. */
export interface Play {
  /** `elicitation`, `sampling` or `roots`: what was answered in this way. */
  readonly kind: Kind;
  readonly variant: string;
  /** Index of the call among those played. */
  readonly call: number;
  /** Every round of it; the last ended it. */
  readonly rounds: readonly Exchange[];
  readonly end: Exchange;
  /** A ping, or server/discover, afterwards. */
  readonly alive?: Exchange;
}

export interface Dialogues {
  readonly plays: readonly Play[];
  of(kind: Kind, variant?: string): readonly Play[];
}

const PROPERTY = { elicitation: 'elicits', sampling: 'samples', roots: 'lists-roots' } as const;
const CALLS = 3;
/** Calls that get the usual answer: what follows an acceptance differs from call to call. */
const ACCEPTED_CALLS = 8;
/** Tags: the news that roots changed, the call that asks for them, and the same call made again at once. */
export const CHANGED = 'roots changed';
export const TOLD = 'roots:none';
export const AGAIN = 'roots unchanged';
/** Rounds of one call beyond which a loop counts as endless. */
export const ROUNDS = 50;
/** Plays of one kind that hung, after which no more are tried: each costs a whole timeout. */
const HUNG = 2;

const tagOf = (kind: Kind, variant: string, call: number): string => `${kind}:${variant}:${call}`;

export const dialogues = artifact<Dialogues>({
  id: 'dialogues',
  after: [knownCalls],
  gather: async (session, views) => {
    const known = views(knownCalls);
    const asked = session.era === 'per-request' ? views(questions) : undefined;
    const calls = (kind: Kind): readonly KnownCall[] => {
      const seen = (asked?.of(METHOD_OF[kind]) ?? []).flatMap(({ exchange }) => callOf(PROPERTY[kind], exchange));
      const all = [...known.find(PROPERTY[kind]), ...seen];
      return [...new Map(all.map((call) => [JSON.stringify([call.method, call.params]), call])).values()].slice(
        0,
        ACCEPTED_CALLS,
      );
    };
    if (KINDS.every((kind) => calls(kind).length === 0)) return;
    await Promise.all([answersGiven(session, calls), capabilitiesDeclared(session, calls)]);
  },
  read: (recording) => {
    const own = recording.exchanges.filter(({ by }) => by === 'artifact:dialogues');
    const groups = new Map<string, Exchange[]>();
    const alive = new Map<string, Exchange>();
    for (const exchange of own) {
      const tag = exchange.tag ?? '';
      if (tag.startsWith('alive ')) alive.set(tag.slice(6), exchange);
      else if (KINDS.some((kind) => tag.startsWith(`${kind}:`)))
        groups.set(tag, [...(groups.get(tag) ?? []), exchange]);
    }
    const plays = [...groups].map(([tag, rounds]): Play => {
      const [kind, variant, call] = tag.split(':');
      const after = alive.get(tag);
      return {
        kind: kind as Kind,
        variant: variant ?? '',
        call: Number(call),
        rounds,
        end: rounds.at(-1) as Exchange,
        ...(after === undefined ? {} : { alive: after }),
      };
    });
    return {
      plays,
      of: (kind, variant) =>
        plays.filter((play) => play.kind === kind && (variant === undefined || play.variant === variant)),
    };
  },
});

/** The call that asked, without what was added for that one sending. */
function callOf(property: string, exchange: Exchange | undefined): readonly KnownCall[] {
  const params = member(exchange?.sent.json, 'params');
  if (exchange === undefined || !isObject(params)) return [];
  const { _meta: _, inputResponses: __, requestState: ___, ...kept } = params;
  return [{ property, method: exchange.method, params: kept, source: 'found' }];
}

/** All answers on one lane, one after the other; what is answered changes from play to play. */
async function answersGiven(session: Session, calls: (kind: Kind) => readonly KnownCall[]): Promise<void> {
  let current: Replies = usual;
  const answer =
    (method: string): Answer =>
    (params) =>
      current(method, params);
  const answers = Object.fromEntries(KINDS.map((kind) => [METHOD_OF[kind], answer(METHOD_OF[kind])]));
  let lane = await session.fork({ reuse: true, answers, listen: true, purpose: 'answers to questions' });
  for (const kind of KINDS) {
    let hung = 0;
    for (const [variant, reply] of Object.entries(VARIANTS[kind]))
      for (const [index, call] of calls(kind)
        .slice(0, variant === 'accept' ? ACCEPTED_CALLS : CALLS)
        .entries()) {
        if (hung >= HUNG) break;
        if (!lane.alive)
          lane = await session.fork({ reuse: true, answers, listen: true, purpose: 'answers to questions' });
        current = but(kind, reply);
        // Who keeps the roots asks again when they have changed.
        if (kind === 'roots' && lane.era === 'initialize')
          await lane.notify('notifications/roots/list_changed', undefined, { tag: CHANGED });
        const tag = tagOf(kind, variant, index);
        if ((await play(lane, call, current, tag)) === 'timeout') hung += 1;
        if (tag === `${TOLD}:${index}` && lane.era === 'initialize')
          await lane.request(call.method, call.params, { tag: `${AGAIN}:${index}` });
        const fence = lane.era === 'initialize' ? 'ping' : 'server/discover';
        await lane.request(fence, undefined, { tag: `alive ${tag}` });
      }
  }
  // Roots that do not exist and answers that make no sense: nobody else's questions belong on this process.
  if (lane.transport === 'stdio') await lane.end('drop');
}

async function capabilitiesDeclared(session: Session, calls: (kind: Kind) => readonly KnownCall[]): Promise<void> {
  const modern = session.era === 'per-request';
  const answers = Object.fromEntries(
    Object.values(METHOD_OF).map((method) => [method, (params: JsonObject) => usual(method, params)]),
  );
  /** A client that declares nothing is the same for every kind. */
  let modest: Session | undefined;
  for (const kind of KINDS) {
    if (calls(kind).length === 0) continue;
    for (const [variant, clientCapabilities] of Object.entries(DECLARED[kind])) {
      const nothing = Object.keys(clientCapabilities).length === 0;
      const open = (): Promise<Session> =>
        session.fork({ reuse: nothing, clientCapabilities, answers, listen: true, purpose: `${kind}: ${variant}` });
      const kept = nothing && modest?.alive === true ? modest : undefined;
      const lane = modern ? session : (kept ?? (await open()));
      if (nothing) modest = lane;
      for (const [index, call] of calls(kind).slice(0, CALLS).entries())
        await play(lane, call, usual, tagOf(kind, variant, index), modern ? clientCapabilities : undefined);
      if (!modern && !nothing && lane.transport === 'stdio') await lane.end('drop');
    }
  }
}

/** One call to its end; in the per-request era round by round. */
async function play(
  lane: Session,
  call: KnownCall,
  replies: Replies,
  tag: string,
  declared?: JsonObject,
): Promise<Exchange['outcome'] | undefined> {
  const options = {
    tag,
    ...(declared === undefined ? {} : { meta: { [META.capabilities]: declared } }),
    ...(WRONG.test(tag) ? { deliberate: 'an answer to a question that does not fit' } : {}),
  };
  let params: JsonObject = call.params;
  for (let round = 0; round < ROUNDS; round += 1) {
    const exchange = await lane.request(call.method, params, options);
    const result = resultOf(exchange);
    const wanted = member(result, 'inputRequests');
    if (member(result, 'resultType') !== 'input_required' || !isObject(wanted)) return exchange.outcome;
    const inputResponses: Record<string, Json> = {};
    for (const [key, request] of Object.entries(wanted)) {
      const asked = member(request, 'params');
      const reply = replies(String(member(request, 'method')), isObject(asked) ? asked : {});
      // There is no error among input responses: what is refused is left out.
      if (reply !== undefined && 'result' in reply) inputResponses[key] = reply.result;
    }
    if (Object.keys(inputResponses).length === 0) return exchange.outcome;
    const state = member(result, 'requestState');
    params = { ...call.params, inputResponses, ...(typeof state === 'string' ? { requestState: state } : {}) };
    // An answer that is not taken is asked for again, for ever: three rounds show it.
    if (round >= 2 && !tag.startsWith('sampling:tool use')) return exchange.outcome;
  }
  return undefined;
}

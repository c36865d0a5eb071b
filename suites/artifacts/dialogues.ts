// Plays calls that ask the client something, again and again: with other capabilities declared, and other answers given.
//
// In the initialize era the answer is the response to the target's request; from 2026-07-28 it goes into inputResponses
// of the next round. Each play ends with the exchange that ended the call; what was asked on the way is in `questions`.

import type { Answer, AnswerGiven, Session } from '../kernel/check.ts';
import { artifact } from '../kernel/check.ts';
import { isObject, member, resultOf } from '../kernel/look.ts';
import type { Exchange, Json, JsonObject, KnownCall } from '../kernel/recording.ts';
import { exampleOf } from './example-value.ts';
import { knownCalls } from './known-calls.ts';
import { META } from './modern-messages.ts';
import { questions, type Asking } from './questions.ts';

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

export type Kind = 'elicitation' | 'sampling' | 'roots';

export const METHOD_OF: Readonly<Record<Kind, Asking>> = {
  elicitation: 'elicitation/create',
  sampling: 'sampling/createMessage',
  roots: 'roots/list',
};

type Reply = AnswerGiven | undefined;
type Replies = (method: string, params: JsonObject) => Reply;

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

const text = (role: string, content: Json): JsonObject => ({ role, content, model: 'assay', stopReason: 'endTurn' });
const sampled = text('assistant', { type: 'text', text: 'ok' });

/** Content that fits the form, as far as a form says what fits. */
export const fitting = (params: JsonObject): JsonObject => {
  const schema = params['requestedSchema'];
  const properties = member(schema, 'properties');
  if (!isObject(properties)) return {};
  return Object.fromEntries(
    Object.entries(properties).map(([name, each]) => [name, exampleOf(each, schema, name).value as Json]),
  );
};

/** Content that breaks the form: nothing where something is required, else the wrong type for the first property. */
const breaking = (params: JsonObject): JsonObject | undefined => {
  const schema = params['requestedSchema'];
  const required = member(schema, 'required');
  if (Array.isArray(required) && required.length > 0) return {};
  const properties = member(schema, 'properties');
  const [first] = isObject(properties) ? Object.entries(properties) : [];
  if (first === undefined) return undefined;
  return { ...fitting(params), [first[0]]: { nested: [first[0]] } };
};

const toolUse = (params: JsonObject): JsonObject => {
  const tools = Array.isArray(params['tools']) ? (params['tools'] as readonly unknown[]) : [];
  const name = member(tools[0], 'name');
  const use = (id: string): JsonObject => ({
    type: 'tool_use',
    id,
    name: typeof name === 'string' ? name : 'none',
    input: {},
  });
  return { ...text('assistant', [use('assay-1'), use('assay-2')]), stopReason: 'toolUse' };
};

const usual: Replies = (method, params) => {
  if (method === 'elicitation/create') {
    const accepted: JsonObject = { action: 'accept' };
    return { result: params['mode'] === 'url' ? accepted : { ...accepted, content: fitting(params) } };
  }
  if (method === 'sampling/createMessage') return { result: sampled };
  return method === 'roots/list' ? { result: { roots: [] } } : undefined;
};

/** Answers all that is asked as usual, but questions of this kind in this way. */
const but =
  (kind: Kind, reply: (params: JsonObject) => Reply): Replies =>
  (method, params) =>
    method === METHOD_OF[kind] ? reply(params) : usual(method, params);

const refusal = (code: number): Reply => ({ error: { code, message: 'Refused by the user' } });

/** What is answered, by kind: each play uses one of these for every question of its kind. */
const VARIANTS: Readonly<Record<Kind, Readonly<Record<string, (params: JsonObject) => Reply>>>> = {
  elicitation: {
    accept: (params) => usual('elicitation/create', params),
    decline: () => ({ result: { action: 'decline' } }),
    cancel: () => ({ result: { action: 'cancel' } }),
    'accept without content': () => ({ result: { action: 'accept' } }),
    'content that breaks the form': (params) => {
      const content = params['mode'] === 'url' ? undefined : breaking(params);
      const result: JsonObject = content === undefined ? { action: 'cancel' } : { action: 'accept', content };
      return { result };
    },
    refused: () => refusal(-32603),
  },
  sampling: {
    answer: () => ({ result: sampled }),
    'refused by the user': () => refusal(-1),
    'not supported': () => refusal(-32601),
    'no content': () => ({ result: { role: 'assistant', model: 'assay' } }),
    'content of an unknown type': () => ({ result: text('assistant', { type: 'assay', data: 5 }) }),
    'role system': () => ({ result: text('system', 5) }),
    'tool use': (params) => ({ result: Array.isArray(params['tools']) ? toolUse(params) : sampled }),
  },
  roots: {
    none: () => ({ result: { roots: [] } }),
    'a folder that does not exist': () => ({
      result: { roots: [{ uri: 'file:///assay/no/such/folder', name: 'gone' }] },
    }),
    'not supported': () => refusal(-32601),
  },
};

/** Capabilities declared by clients that can do less, by the name of the variant. */
const DECLARED: Readonly<Record<Kind, Readonly<Record<string, JsonObject>>>> = {
  elicitation: {
    undeclared: {},
    'declared empty': { elicitation: {} },
    'form declared': { elicitation: { form: {} } },
    'url declared': { elicitation: { url: {} } },
  },
  sampling: { undeclared: {}, 'declared empty': { sampling: {} } },
  roots: { undeclared: {} },
};

const KINDS: readonly Kind[] = ['elicitation', 'sampling', 'roots'];
/** Answers that are wrong on purpose. */
const WRONG =
  /:(?:accept without content|content that breaks the form|no content|content of an unknown type|role system):/u;

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

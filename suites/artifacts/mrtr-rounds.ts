// Multi round-trip requests (2026-07-28) played in every way a client may: answered, elsewhere, altered, abandoned.

import type { Session } from '../kernel/check.ts';
import { artifact } from '../kernel/check.ts';
import { isObject, member, resultOf } from '../kernel/look.ts';
import type { Exchange, Json, JsonObject, KnownCall } from '../kernel/recording.ts';
import { fitting } from './replies.ts';
import { knownCalls } from './known-calls.ts';
import { promptGets } from './prompt-gets.ts';
import { resourceReads } from './resource-reads.ts';
import { toolCalls } from './safe-calls.ts';
import { quickBelow } from './quick.ts';

export interface Rounds {
  /** Exchanges of one way, over all calls played; the last of each is what came of it. */
  of(way: string): readonly Exchange[];
  readonly all: readonly Exchange[];
}

const BY = 'artifact:mrtr-rounds';
const CALLS = 2;
const ABANDONED = 20;

/** What no server has given out: requestState is client input like any other. */
export const HOSTILE_STATES: Readonly<Record<string, Json>> = {
  'a letter': 'x',
  '64 KiB': 'A'.repeat(65_536),
  'JSON text': '{"admin":true}',
  'Base64 of JSON': 'eyJhZG1pbiI6dHJ1ZX0=',
  'a number': 5,
};

const INVALID: Readonly<Record<string, Json>> = {
  '12345': 12_345,
  text: 'x',
  list: [],
  'empty object': {},
  'another kind': { roots: 5 },
};
const NO_RESPONSES: Readonly<Record<string, Json>> = { null: null, text: 'x', list: [] };

const requestsOf = (exchange: Exchange): JsonObject => {
  const wanted = member(resultOf(exchange), 'inputRequests');
  return isObject(wanted) ? wanted : {};
};

export const isInputRequired = (exchange: Exchange): boolean =>
  member(resultOf(exchange), 'resultType') === 'input_required';

function answered(exchange: Exchange): JsonObject {
  const responses: Record<string, Json> = {};
  for (const [key, request] of Object.entries(requestsOf(exchange))) {
    const params = member(request, 'params');
    const method = member(request, 'method');
    if (method === 'roots/list') responses[key] = { roots: [] };
    else if (method === 'sampling/createMessage')
      responses[key] = {
        role: 'assistant',
        content: { type: 'text', text: 'ok' },
        model: 'assay',
        stopReason: 'endTurn',
      };
    else if (member(params, 'mode') === 'url') responses[key] = { action: 'accept' };
    else responses[key] = { action: 'accept', content: fitting(isObject(params) ? params : {}) };
  }
  return responses;
}

const stateOf = (exchange: Exchange): JsonObject => {
  const state = member(resultOf(exchange), 'requestState');
  return typeof state === 'string' ? { requestState: state } : {};
};

/** One character in the middle changed, so that what it decodes to changes too. */
function tampered(state: string): string {
  const middle = Math.floor(state.length / 2);
  return `${state.slice(0, middle)}${state[middle] === 'A' ? 'B' : 'A'}${state.slice(middle + 1)}`;
}

class Player {
  readonly session: Session;
  readonly call: KnownCall;

  constructor(session: Session, call: KnownCall) {
    this.session = session;
    this.call = call;
  }

  first(way: string): Promise<Exchange> {
    return this.session.request(this.call.method, this.call.params, { tag: `first ${way}` });
  }

  /** A retry of a fresh first round, with these members instead of the right ones. */
  async retry(
    way: string,
    members: (first: Exchange) => JsonObject,
    deliberate?: string,
    on = this.session,
  ): Promise<Exchange | undefined> {
    const first = await this.first(way);
    if (!isInputRequired(first)) return undefined;
    const right = { inputResponses: answered(first), ...stateOf(first) };
    const params = { ...this.call.params, ...right, ...members(first) };
    return on.request(this.call.method, params, { tag: way, ...(deliberate === undefined ? {} : { deliberate }) });
  }
}

async function playAll(session: Session, call: KnownCall, other: KnownCall | undefined): Promise<void> {
  const player = new Player(session, call);
  const begun = await player.first('look');
  if (!isInputRequired(begun)) return;
  const hasState = typeof member(resultOf(begun), 'requestState') === 'string';
  await player.retry('answered', () => ({}));
  await player.retry('extra', (first) => ({
    inputResponses: { ...answered(first), 'assay-extra': { action: 'accept' } },
  }));
  await player.retry('missing', () => ({ inputResponses: {} }));
  for (const [name, value] of Object.entries(INVALID))
    await player.retry(
      `invalid ${name}`,
      (first) => ({ inputResponses: Object.fromEntries(Object.keys(requestsOf(first)).map((key) => [key, value])) }),
      'an input response of no known shape',
    );
  for (const [name, value] of Object.entries(NO_RESPONSES))
    await player.retry(`no responses ${name}`, () => ({ inputResponses: value }), 'inputResponses that is no object');
  if (hasState) await playStates(player, other);
  const elsewhere = await session.fork({ reuse: true, purpose: 'a retry on another connection' });
  await player.retry('elsewhere', () => ({}), undefined, elsewhere);
  await Promise.all(Array.from({ length: ABANDONED }, () => player.first('abandoned')));
  await session.request('server/discover', undefined, { tag: 'after abandoned' });
  await player.retry('after abandoned', () => ({}));
}

async function playStates(player: Player, other: KnownCall | undefined): Promise<void> {
  const state = (exchange: Exchange): string => String(member(resultOf(exchange), 'requestState'));
  await player.retry('tampered', (first) => ({ requestState: tampered(state(first)) }));
  await player.retry('truncated', (first) => ({ requestState: state(first).slice(0, -8) }));
  const changed = differentArguments(player.call);
  if (changed !== undefined) await player.retry('other arguments', () => changed);
  if (other === undefined) return;
  const first = await player.first('other call');
  const own = await player.session.request(other.method, other.params, { tag: 'first other call' });
  if (!isInputRequired(first)) return;
  // With all that the other call asks for, its state alone is amiss; where it gives out none, it may not look at any.
  const asked = isInputRequired(own) && 'requestState' in stateOf(own) ? own : first;
  const params = { ...other.params, inputResponses: answered(asked), ...stateOf(first) };
  await player.session.request(other.method, params, { tag: 'other call' });
}

/** The same tool with one further argument that is allowed, or another text. */
function differentArguments(call: KnownCall): JsonObject | undefined {
  const given = call.params['arguments'];
  const [name, value] = Object.entries(isObject(given) ? given : {}).find(([, each]) => typeof each === 'string') ?? [];
  return name === undefined
    ? undefined
    : { arguments: { ...(given as JsonObject), [name]: `${String(value)} changed` } };
}

/** Plain calls with members that only retries have. */
async function playPlain(session: Session, plain: readonly KnownCall[]): Promise<void> {
  for (const call of plain) {
    await session.request(call.method, call.params, { tag: 'plain' });
    await session.request(
      call.method,
      { ...call.params, inputResponses: { assay: { action: 'accept' } } },
      { tag: 'unexpected' },
    );
    for (const [name, requestState] of Object.entries(HOSTILE_STATES))
      await session.request(
        call.method,
        { ...call.params, requestState },
        { tag: `hostile ${name}`, deliberate: 'a requestState that nobody gave out' },
      );
  }
}

const asKnown = (exchange: Exchange): KnownCall => {
  const params = member(exchange.sent.json, 'params');
  const { _meta: _, ...kept } = isObject(params) ? params : {};
  return { property: 'plain', method: exchange.method, params: kept, source: 'found' };
};

export const mrtrRounds = artifact<Rounds>({
  id: 'mrtr-rounds',
  after: [knownCalls, promptGets, resourceReads, toolCalls],
  declared: (_, { era }) => era === 'per-request',
  gather: async (session, views) => {
    const known = views(knownCalls).find('input-required');
    const lane = await session.fork({ reuse: true, purpose: 'rounds' });
    const complete = views(recorded).filter(
      (exchange) => exchange.outcome === 'result' && resultOf(exchange)?.['resultType'] === 'complete',
    );
    const soon = quickBelow(complete, 1_000);
    const harmless = complete.filter(({ ms }) => ms < soon);
    const one = (method: string): readonly KnownCall[] =>
      harmless
        .filter((exchange) => exchange.method === method)
        .slice(0, 1)
        .map(asKnown);
    await playPlain(lane, [...one('prompts/get'), ...one('resources/read'), ...one('tools/call')].slice(0, 2));
    const withState = [...known].sort((a, b) => Number(b.method === 'tools/call') - Number(a.method === 'tools/call'));
    for (const call of withState.slice(0, CALLS))
      await playAll(
        lane,
        call,
        withState.find((each) => each.params['name'] !== call.params['name']),
      );
  },
  read: (recording) => {
    const all = recording.exchanges.filter(({ by }) => by === BY);
    return { all, of: (way) => all.filter(({ tag }) => tag === way) };
  },
});

const SOURCES = new Set(['artifact:prompt-gets', 'artifact:resource-reads', 'artifact:tool-calls']);

/** Harmless calls made so far. */
const recorded = artifact<readonly Exchange[]>({
  id: 'harmless-so-far',
  read: (recording) => recording.exchanges.filter(({ by }) => SOURCES.has(by)),
});

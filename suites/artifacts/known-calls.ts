// Calls with a property that a rule needs: named by the operator (`known:`) or found among the harmless calls.
//
// Preconditions are found, not demanded: what a call does is read from what it was seen to do. A property that nobody
// named and no call showed makes a rule skip, with the line of configuration that would enable it (`missing`).

import { artifact } from '../kernel/check.ts';
import type { Session, Skip } from '../kernel/check.ts';
import { isObject, member, resultOf, errorOf } from '../kernel/look.ts';
import type { Exchange, Frame, Json, JsonObject, KnownCall, Recording } from '../kernel/recording.ts';
import { exampleArguments } from './example-value.ts';
import { text } from './listing.ts';
import type { Listed } from './listing.ts';
import { namedCalls } from './named-calls.ts';
import { promptGets } from './prompt-gets.ts';
import { resourceReads } from './resource-reads.ts';
import { taskOnly, toolCalls } from './safe-calls.ts';
import { shownByMessages } from './shown-by-messages.ts';
import { until } from './until.ts';
import type { ToolCalls } from './safe-calls.ts';

/** The closed list of property names, in configuration and in rules. */
export const PROPERTIES = {
  'emits-progress': 'sends notifications/progress when asked for',
  'emits-log': 'sends notifications/message',
  'long-running': 'takes several seconds',
  elicits: 'sends elicitation/create while it runs (initialize era)',
  samples: 'sends sampling/createMessage while it runs (initialize era)',
  'lists-roots': 'sends roots/list while it runs (initialize era)',
  'input-required': 'answers with resultType input_required (from 2026-07-28)',
  'expiring-state':
    'gives out a requestState that expires after the seconds in `_meta.seconds`, at most 20 (from 2026-07-28)',
  'needs-scope': 'needs a scope that the token `insufficientScope` of the configuration lacks',
  'creates-task': 'runs as a task when asked to, or by itself',
  'resource-link': 'returns a resource_link block',
  'embedded-resource': 'returns a resource block',
  'image-content': 'returns an image block',
  'audio-content': 'returns an audio block',
  'structured-content': 'returns structuredContent',
  'fails-in-tool': 'fails for a reason inside the tool',
  'internal-error': 'makes the handler fail internally',
  'changes-list': 'changes a list, so that list_changed is due',
  'changes-resource': 'changes a resource that can be subscribed to (params of the call; its uri in `_meta.uri`)',
  'ends-subscription': 'makes the target end an open subscription',
  cancellable:
    'takes seconds, can be cancelled, and changes a resource at its end (its uri in `_meta.uri`, its seconds in `_meta.seconds`)',
} as const;

export type Property = keyof typeof PROPERTIES;

export interface KnownCalls {
  /** Calls with this property, the operator's first; with `method`, those of that method. */
  find(property: Property, method?: string): readonly KnownCall[];
  /** The call was seen to ask the client something. */
  asks(call: KnownCall): boolean;
  /** The skip for a rule that found no call with this property. */
  missing(property: Property, method?: string): Skip;
}

const SOURCES = new Set(
  ['tool-calls', 'resource-reads', 'prompt-gets', 'named-calls', 'known-calls'].map((id) => `artifact:${id}`),
);
const METHODS = new Set(['tools/call', 'resources/read', 'prompts/get']);

const BLOCKS: Readonly<Record<string, Property>> = {
  resource_link: 'resource-link',
  resource: 'embedded-resource',
  image: 'image-content',
  audio: 'audio-content',
};

/** Seconds a call must take to count as long-running, and what a tool with a pace is asked for. */
const LONG_MS = 2_000;
const LONG_SECONDS = 8;
/** Calls that are made again, alone. */
const MOST_ALONE = 40;
/** And for how long, all together. */
const ALONE_MS = 8_000;

const isHarmless = (exchange: Exchange): boolean => SOURCES.has(exchange.by) && METHODS.has(exchange.method);

/** Properties that the answer of one call shows. */
function shownByAnswer(call: Exchange): readonly Property[] {
  const shown = new Set<Property>();
  const result = resultOf(call);
  const content = call.method === 'prompts/get' ? promptContent(result) : member(result, 'content');
  if (Array.isArray(content))
    for (const block of content) {
      const type = member(block, 'type');
      const property = typeof type === 'string' && Object.hasOwn(BLOCKS, type) ? BLOCKS[type] : undefined;
      if (property !== undefined) shown.add(property);
    }
  if (member(result, 'structuredContent') !== undefined) shown.add('structured-content');
  if (member(result, 'isError') === true) shown.add('fails-in-tool');
  if (member(result, 'resultType') === 'input_required') shown.add('input-required');
  if (isObject(member(result, 'task')) || member(result, 'resultType') === 'task') shown.add('creates-task');
  if (member(errorOf(call), 'code') === -32603) shown.add('internal-error');
  const token = member(member(member(call.sent.json, 'params'), '_meta'), 'progressToken');
  const isProgress = (frame: Frame): boolean =>
    member(frame.json, 'method') === 'notifications/progress' &&
    member(member(frame.json, 'params'), 'progressToken') === token;
  if (token !== undefined && call.received.some(isProgress)) shown.add('emits-progress');
  if (call.outcome === 'timeout' || call.ms >= LONG_MS) shown.add('long-running');
  return [...shown];
}

const promptContent = (result: JsonObject | undefined): unknown => {
  const messages = member(result, 'messages');
  return Array.isArray(messages) ? messages.map((message: unknown) => member(message, 'content')) : undefined;
};

/** The request of an exchange as a known call; what was added for this one sending is left out. */
function asKnown(property: Property, exchange: Exchange): KnownCall {
  const params = member(exchange.sent.json, 'params');
  const kept = isObject(params) ? Object.fromEntries(Object.entries(params).filter(([key]) => key !== '_meta')) : {};
  return { property, method: exchange.method, params: kept, source: 'found' };
}

/** Tools that say by their schema that they can be made to take long, or that they run as tasks. */
function promised(calls: ToolCalls): readonly KnownCall[] {
  const found: KnownCall[] = [];
  for (const tool of calls.callable.slice(0, 200)) {
    const name = text(tool, 'name') ?? '';
    const made = exampleArguments(member(tool.value, 'inputSchema')).value;
    const support = member(member(tool.value, 'execution'), 'taskSupport');
    if (support === 'optional' || support === 'required')
      found.push({
        property: 'creates-task',
        method: 'tools/call',
        params: { name, arguments: made },
        source: 'found',
      });
    const properties = member(member(tool.value, 'inputSchema'), 'properties');
    const pace = Object.entries(isObject(properties) ? properties : {}).find(([key, schema]) => isPace(key, schema));
    if (pace === undefined || taskOnly(tool)) continue;
    const slow = { ...made, [pace[0]]: slowest(pace[0], pace[1]) };
    found.push({ property: 'long-running', method: 'tools/call', params: { name, arguments: slow }, source: 'found' });
  }
  return found;
}

const inMilliseconds = (name: string): boolean => /(?:^|_)(?:ms|millis|milliseconds)$|Ms$|Millis$/u.test(name);

export const isPace = (name: string, schema: unknown): boolean =>
  (inMilliseconds(name) || /^(?:duration|seconds|delay|wait|sleep|pause)/iu.test(name)) &&
  (member(schema, 'type') === 'number' || member(schema, 'type') === 'integer');

function slowest(name: string, schema: unknown, seconds = LONG_SECONDS): number {
  const asked = inMilliseconds(name) ? seconds * 1_000 : seconds;
  const wish = member(schema, 'type') === 'integer' ? Math.ceil(asked) : asked;
  const [least, most] = [member(schema, 'minimum'), member(schema, 'maximum')];
  if (typeof most === 'number' && most < wish) return most;
  return typeof least === 'number' && least > wish ? least : wish;
}

/** The same call at another pace, where its tool has one; as it is otherwise. */
export function withPace(call: KnownCall, tools: readonly Listed[], seconds: number): KnownCall {
  const tool = tools.find((one) => text(one, 'name') === call.params['name']);
  const properties = member(member(tool?.value, 'inputSchema'), 'properties');
  const pace = Object.entries(isObject(properties) ? properties : {}).find(([key, schema]) => isPace(key, schema));
  const given = call.params['arguments'];
  if (pace === undefined || call.source === 'config') return call;
  const args: Record<string, Json> = {
    ...(isObject(given) ? given : {}),
    [pace[0]]: slowest(pace[0], pace[1], seconds),
  };
  // Often enough that its silence means something.
  const steps = Object.keys(isObject(properties) ? properties : {}).find((key) =>
    /^(?:steps|iterations|ticks)$/iu.test(key),
  );
  if (steps !== undefined) args[steps] = Math.ceil(seconds * 10);
  return { ...call, params: { ...call.params, arguments: args } };
}

/** How many seconds a call at a pace of ours is told to take: less than was wished for, where the tool has a limit. */
export function secondsOf({ params }: KnownCall): number | undefined {
  const given = params['arguments'];
  const pace = Object.entries(isObject(given) ? given : {}).find(([key]) => isPace(key, { type: 'number' }));
  if (pace === undefined || typeof pace[1] !== 'number') return undefined;
  return inMilliseconds(pace[0]) ? pace[1] / 1_000 : pace[1];
}

/** Runs quick calls again, one after the other, so that what comes while one runs is known to be its own. */
async function tellApart(session: Session, calls: readonly Exchange[]): Promise<void> {
  const end = session.now() + ALONE_MS;
  let hung = 0;
  for (const call of calls.slice(0, MOST_ALONE)) {
    if (!session.alive || session.now() > end || hung >= HUNG) return;
    const { outcome } = await session.request(call.method, asKnown('emits-log', call).params, {
      ...(call.tag === undefined ? {} : { tag: call.tag }),
      timeout: LONG_MS,
      ...logging(call),
    });
    if (outcome === 'timeout') hung += 1;
  }
}

/** Calls in a row that were not answered, after which the connection is taken to wait for something. */
const HUNG = 3;
/** How long a server is waited for that asks a new client for its roots by itself. */
const FIRST_QUESTION_MS = 500;

/**
 * What a server has been told it need not ask again: only a client it does not know yet is asked for its roots. What it
 * asks by itself when the client arrives is left open, so that it has to ask again when a call needs them.
 */
async function onNewClient(session: Session, calls: readonly Exchange[]): Promise<void> {
  let arrived = false;
  const answers = { 'roots/list': () => (arrived ? { result: { roots: [] } } : undefined) };
  const alone = await session.fork({ ...ALONE, answers });
  const isQuestion = ({ origin, json }: Frame): boolean =>
    origin === 'target' && member(json, 'method') === 'roots/list';
  const opened = alone.frames.find(({ origin, via }) => origin === 'target' && via !== 'stderr')?.at ?? alone.now();
  const left = FIRST_QUESTION_MS - (alone.now() - opened);
  await until(alone, () => alone.frames.some(isQuestion), Math.max(0, left));
  arrived = true;
  await tellApart(alone, calls);
}

/** Asks for log messages again where the first call did (per-request era). */
function logging(call: Exchange): { readonly meta?: Readonly<Record<string, string>> } {
  const key = 'io.modelcontextprotocol/logLevel';
  const level = member(member(member(call.sent.json, 'params'), '_meta'), key);
  return typeof level === 'string' ? { meta: { [key]: level } } : {};
}

const ALONE = {
  reuse: 'fresh',
  urgent: true,
  listen: true,
  purpose: 'one call at a time',
  answers: { 'roots/list': () => undefined },
} as const;

export const knownCalls = artifact<KnownCalls>({
  id: 'known-calls',
  after: [namedCalls, toolCalls, resourceReads, promptGets],
  ahead: ({ era, capabilities }) =>
    era === 'initialize' && ['tools', 'resources', 'prompts'].some((name) => isObject(member(capabilities, name)))
      ? ALONE
      : undefined,
  gather: async (session, views) => {
    const { doubtful } = shownByMessages(views(recordingSoFar), isHarmless);
    const candidates = new Set([...doubtful.values()].flatMap((calls) => [...calls]));
    // Many at once take long on a busy machine, each of them; what takes long by itself comes last, if at all.
    const quick = [...candidates]
      .filter((call) => call.ms < LONG_MS || call.outcome === 'timeout')
      .sort((a, b) => a.ms - b.ms);
    if (quick.length === 0) return;
    await (doubtful.has('lists-roots') ? onNewClient : tellApart)(session, quick);
  },
  read: (recording, views) => {
    const found = recording.exchanges
      .filter(isHarmless)
      .flatMap((call) => shownByAnswer(call).map((property) => asKnown(property, call)))
      .concat(shownByMessages(recording, isHarmless).found.map(([property, call]) => asKnown(property, call)))
      .concat(promised(views(toolCalls)));
    return lookUp([...recording.facts.known, ...withoutRepeats(found)]);
  },
});

/** The recording itself, for a gatherer that looks at what came by no view of its own. */
const recordingSoFar = artifact<Recording>({ id: 'recording', read: (recording) => recording });

function withoutRepeats(calls: readonly KnownCall[]): readonly KnownCall[] {
  const once = new Map(calls.map((call) => [JSON.stringify([call.property, call.method, call.params]), call]));
  return [...once.values()];
}

/** Properties of calls that wait for the client's answer before they give theirs. */
const ASKS: ReadonlySet<string> = new Set(['elicits', 'samples', 'lists-roots', 'input-required']);

function lookUp(calls: readonly KnownCall[]): KnownCalls {
  const keyOf = ({ method, params }: KnownCall): string => JSON.stringify([method, params]);
  const asking = new Set(calls.filter(({ property }) => ASKS.has(property)).map(keyOf));
  // What asks the client comes last, where it was not looked for: it may wait for an answer for ever.
  const order = (call: KnownCall): number => Number(call.source === 'found' && asking.has(keyOf(call)));
  return {
    find: (property, method) =>
      calls
        .filter((call) => call.property === property && (method === undefined || call.method === method))
        .toSorted((one, two) => order(one) - order(two)),
    asks: (call) => asking.has(keyOf(call)),
    missing: (property, method = 'tools/call') => ({
      kind: 'nothing-to-judge',
      note:
        `no call was found that ${PROPERTIES[property]}; name one in the configuration: ` +
        `known: [{ property: ${property}, method: ${method}, params: {…} }]`,
    }),
  };
}

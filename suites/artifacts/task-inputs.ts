// Tasks of the extension (2026-07-28) that wait for input, are listened to, or must not be cancelled: played once, for all rules on them.

import type { Session } from '../kernel/check.ts';
import { artifact } from '../kernel/check.ts';
import { isObject, member, resultOf } from '../kernel/look.ts';
import type { Exchange, Frame, Json, JsonObject, KnownCall } from '../kernel/recording.ts';
import { fitting } from './replies.ts';
import { knownCalls, withPace } from './known-calls.ts';
import { SUBSCRIPTION } from './listens.ts';
import { META } from './modern-messages.ts';
import { toolCalls } from './safe-calls.ts';
import { taskLives } from './task-lives.ts';
import type { TaskLives } from './task-lives.ts';
import { EXTENSION, idOf, isTerminal, taskOf } from './task-stage.ts';
import { until } from './until.ts';

export interface TaskInputs {
  readonly all: readonly Exchange[];
  of(tag: string): readonly Exchange[];
  /** One task each, with every look at it in order. */
  readonly tasks: readonly InputTask[];
  /** Streams on which a task was listened to, with what came on them. */
  readonly listened: readonly Listened[];
}

export interface InputTask {
  readonly key: string;
  readonly created: Exchange;
  readonly taskId: string;
  /** tasks/get and tasks/update about it, in order. */
  readonly looks: readonly Exchange[];
}

export interface Listened {
  readonly key: string;
  readonly taskId: string;
  readonly exchange: Exchange;
  readonly acknowledged: boolean;
  readonly messages: readonly Frame[];
}

const BY = 'artifact:task-inputs';
/** Calls that become tasks, and calls that ask before they might. */
const TASKS = 5;
const ASKING = 4;
const ROUNDS = 8;
const SLOW_SECONDS = 1;
const ACK = 'notifications/subscriptions/acknowledged';
const LOG = 'io.modelcontextprotocol/logLevel';

/** `inputRequests` of a result: by key, the requests. */
export const inputsOf = (exchange: Exchange | undefined): JsonObject => {
  const inputs = member(resultOf(exchange), 'inputRequests');
  return isObject(inputs) ? inputs : {};
};

/** An answer to one of them that fits as far as its form says. */
function answerTo(request: Json | undefined): JsonObject {
  const params = member(request, 'params');
  const method = member(request, 'method');
  if (method === 'roots/list') return { roots: [] };
  if (method === 'sampling/createMessage')
    return { role: 'assistant', content: { type: 'text', text: 'ok' }, model: 'assay', stopReason: 'endTurn' };
  const given = isObject(params) ? params : {};
  return given['mode'] === 'url' ? { action: 'accept' } : { action: 'accept', content: fitting(given) };
}

const answers = (inputs: JsonObject, keys: readonly string[]): JsonObject =>
  Object.fromEntries(keys.map((key) => [key, answerTo(inputs[key])]));

interface Play {
  readonly session: Session;
  readonly meta: Readonly<Record<string, Json>>;
}

const ask = (play: Play, tag: string, method: string, params: JsonObject): Promise<Exchange> =>
  play.session.request(method, params, { tag, meta: play.meta });

/** Asks what is needed before the task begins, as rounds; the last exchange holds the task. */
async function create(play: Play, call: KnownCall, key: string): Promise<Exchange> {
  const options = { meta: { ...play.meta, [LOG]: 'debug' }, progressToken: `assay-inputs-${key}` };
  let last = await play.session.request('tools/call', call.params, { ...options, tag: `create ${key}` });
  for (let round = 0; round < 3 && resultOf(last)?.['resultType'] === 'input_required'; round += 1) {
    const inputs = inputsOf(last);
    const state = member(resultOf(last), 'requestState');
    const params = {
      ...call.params,
      inputResponses: answers(inputs, Object.keys(inputs)),
      ...(typeof state === 'string' ? { requestState: state } : {}),
    };
    last = await play.session.request('tools/call', params, { ...options, tag: `create ${key}` });
  }
  return last;
}

/** Looks twice before each answer; answers one question first and then the rest. */
async function play(with_: Play, call: KnownCall, key: string): Promise<void> {
  const created = await create(with_, call, key);
  const taskId = idOf(created);
  if (taskId === undefined) return;
  const stop = listen(with_, taskId, key);
  if (key === '0') await beside(with_, call, key);
  const tag = `look ${key}`;
  for (let round = 0; round < ROUNDS && with_.session.alive; round += 1) {
    const status = taskOf(await ask(with_, tag, 'tasks/get', { taskId }))?.['status'];
    if (status === 'working') await with_.session.pause(150);
    if (status === 'input_required') await answerSome(with_, taskId, tag);
    else if (status !== 'working') break;
  }
  await with_.session.pause(50);
  await stop();
}

async function answerSome(with_: Play, taskId: string, tag: string): Promise<void> {
  const again = await ask(with_, tag, 'tasks/get', { taskId });
  const inputs = inputsOf(again);
  const [first, ...others] = Object.keys(inputs);
  if (first === undefined) return;
  await ask(with_, tag, 'tasks/update', { taskId, inputResponses: answers(inputs, [first]) });
  if (others.length === 0) return;
  const left = inputsOf(await ask(with_, tag, 'tasks/get', { taskId }));
  await ask(with_, tag, 'tasks/update', { taskId, inputResponses: answers({ ...inputs, ...left }, others) });
}

/** Listens to one task until told to stop; what cannot be listened to is refused and nothing follows from it. */
function listen(with_: Play, taskId: string, key: string): () => Promise<void> {
  const end = new AbortController();
  const id = listenId(key);
  const asked = with_.session.request(
    'subscriptions/listen',
    { notifications: { taskIds: [taskId] } },
    { tag: `listen ${key}`, id, meta: with_.meta, signal: end.signal, timeout: 20_000 },
  );
  return async () => {
    if (with_.session.transport === 'stdio' && with_.session.alive)
      await with_.session.notify('notifications/cancelled', { requestId: id, reason: 'no longer wanted' });
    end.abort();
    await asked;
  };
}

/** A stream that is already open is where words of later work would be misplaced. */
async function beside(with_: Play, call: KnownCall, key: string): Promise<void> {
  const { session } = with_;
  const heard = (): boolean =>
    session.frames.some(
      ({ json }) =>
        member(json, 'method') === ACK &&
        member(member(member(json, 'params'), '_meta'), SUBSCRIPTION) === listenId(key),
    );
  await until(session, heard, 300);
  const options = { tag: 'beside', meta: { ...with_.meta, [LOG]: 'debug' }, progressToken: 'assay-inputs-beside' };
  const taskId = idOf(await session.request('tools/call', call.params, options));
  if (taskId !== undefined) await ask(with_, 'beside', 'tasks/cancel', { taskId });
}

const listenId = (key: string): string => `assay-task-listen-${key}`;

/** A task that works for a second is listened to from its beginning; over stdio its call is "cancelled" too. */
async function worked(with_: Play, call: KnownCall): Promise<void> {
  const created = await create(with_, call, 'slow');
  const taskId = idOf(created);
  if (taskId === undefined) return;
  const stop = listen(with_, taskId, 'slow');
  await with_.session.pause(100);
  const id = member(created.sent.json, 'id') as string | number;
  if (with_.session.transport === 'stdio')
    await with_.session.notify('notifications/cancelled', { requestId: id, reason: 'too late' }, { tag: 'note' });
  for (let round = 0; round < ROUNDS && with_.session.alive; round += 1) {
    const status = taskOf(await ask(with_, 'look slow', 'tasks/get', { taskId }))?.['status'];
    if (isTerminal(status) || status === undefined) break;
    await with_.session.pause(250);
  }
  await with_.session.pause(50);
  await stop();
}

export const taskInputs = artifact<TaskInputs>({
  id: 'task-inputs',
  after: [knownCalls, toolCalls, taskLives],
  declared: (_, { era }) => era === 'per-request',
  gather: async (session, views) => {
    const chosen = callsIn(views(taskLives));
    if (chosen.length === 0) return;
    const lane = await session.fork({ reuse: true, purpose: 'tasks that ask' });
    const meta = { [META.capabilities]: { ...lane.clientCapabilities, extensions: { [EXTENSION]: {} } } };
    const { callable } = views(toolCalls);
    const slow = chosen
      .map((call) => withPace(call, callable, SLOW_SECONDS))
      .find((call, index) => call !== chosen[index]);
    const plays = chosen.map((call, index) => play({ session: lane, meta }, call, String(index)));
    await Promise.all([...plays, ...(slow === undefined ? [] : [worked({ session: lane, meta }, slow)])]);
  },
  read: ({ exchanges, frames }) => {
    const all = exchanges.filter(({ by }) => by === BY);
    const of = (tag: string): readonly Exchange[] => all.filter((exchange) => exchange.tag === tag);
    const keys = [...new Set(all.flatMap(({ tag }) => /^create (.+)$/u.exec(tag ?? '')?.[1] ?? []))];
    const tasks = keys.flatMap((key): InputTask[] => {
      const created = of(`create ${key}`).at(-1);
      const taskId = created === undefined ? undefined : idOf(created);
      if (created === undefined || taskId === undefined) return [];
      const name = String(member(member(created.sent.json, 'params'), 'name'));
      return [{ key: name, created, taskId, looks: of(`look ${key}`) }];
    });
    const listened = all
      .filter(({ method }) => method === 'subscriptions/listen')
      .map((exchange): Listened => read(exchange, frames));
    return { all, of, tasks, listened };
  },
});

function read(exchange: Exchange, frames: readonly Frame[]): Listened {
  const params = member(exchange.sent.json, 'params');
  const ids = member(member(params, 'notifications'), 'taskIds') as readonly string[];
  const id = member(exchange.sent.json, 'id');
  const own = (frame: Frame): boolean =>
    frame.lane === exchange.lane && member(member(member(frame.json, 'params'), '_meta'), SUBSCRIPTION) === id;
  const come = exchange.status === undefined ? frames.filter(own) : exchange.received;
  const messages = come.filter(
    (frame) => frame.origin === 'target' && typeof member(frame.json, 'method') === 'string',
  );
  const agreed = messages.find(({ json }) => member(json, 'method') === ACK);
  const granted = member(member(member(agreed?.json, 'params'), 'notifications'), 'taskIds');
  const [taskId = ''] = ids;
  return {
    key: exchange.tag ?? '',
    taskId,
    exchange,
    acknowledged: Array.isArray(granted) && granted.includes(taskId),
    messages,
  };
}

/** Calls that became a task, those whose task waited for input first, and calls that asked before they could become one. */
function callsIn(lives: TaskLives): readonly KnownCall[] {
  const made = [...lives.of('look'), ...lives.of('create')];
  const of = (type: string): readonly Exchange[] => made.filter((one) => resultOf(one)?.['resultType'] === type);
  const waiting = new Set(
    lives.all.flatMap((one) => (taskOf(one)?.['status'] === 'input_required' ? (idOf(one) ?? []) : [])),
  );
  const waits = (one: Exchange): number => Number(waiting.has(idOf(one) ?? ''));
  const tasks = of('task').toSorted((one, two) => waits(two) - waits(one));
  return [...calls(tasks).slice(0, TASKS), ...calls(of('input_required')).slice(0, ASKING)];
}

/** Their requests, each once. */
function calls(exchanges: readonly Exchange[]): readonly KnownCall[] {
  const all = exchanges.flatMap((exchange): KnownCall[] => {
    const params = member(exchange.sent.json, 'params');
    if (!isObject(params)) return [];
    const { _meta: _, ...kept } = params;
    return [{ property: 'creates-task', method: 'tools/call', params: kept, source: 'found' }];
  });
  return [...new Map(all.map((call) => [JSON.stringify(call.params), call])).values()];
}

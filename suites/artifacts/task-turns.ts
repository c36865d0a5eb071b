// Tasks that ask, fail, run for a while or outlive their time (2025-11-25): played once, for the rules on what happens meanwhile.
//
// Questions are left unanswered until tasks/get was asked once more: only so does the status show what the task waits for.

import type { Session } from '../kernel/check.ts';
import { artifact } from '../kernel/check.ts';
import { member, resultOf } from '../kernel/look.ts';
import type { Exchange, Frame, JsonObject, KnownCall, Recording } from '../kernel/recording.ts';
import { fitting } from './replies.ts';
import { knownCalls, withPace } from './known-calls.ts';
import { toolCalls } from './safe-calls.ts';
import { taskLives } from './task-lives.ts';
import { acceptsTaskCalls, isTerminal, taskOf } from './task-stage.ts';
import { until } from './until.ts';

export interface TaskTurns {
  readonly all: readonly Exchange[];
  of(tag: string): readonly Exchange[];
  /** One task each: what was asked about it, in order. */
  readonly turns: readonly Turn[];
}

export interface Turn {
  readonly key: string;
  readonly taskId: string;
  readonly created: Exchange;
  readonly gets: readonly Exchange[];
  /** Asked while a question of the target was open. */
  readonly waiting: readonly Exchange[];
  readonly result: Exchange | undefined;
  /** The same call without a task, made where the task failed. */
  readonly plain: Exchange | undefined;
  /** What the target asked of its client between the handle and the end. */
  readonly questions: readonly Frame[];
}

const BY = 'artifact:task-turns';
const CALLS = 5;
const ROUNDS = 8;
const PATIENCE = 1_500;
/** A lifetime that is over soon, and how long afterwards the task is looked for. */
export const SHORT_TTL = 500;
export const GRACE = 2_000;
const SLOW_SECONDS = 1;
export const STOP_TOKEN = 'assay-task-stop';

const ASKING = new Set<unknown>(['elicitation/create', 'sampling/createMessage']);

export const isQuestion = (frame: Frame): boolean =>
  frame.origin === 'target' &&
  ASKING.has(member(frame.json, 'method')) &&
  (typeof member(frame.json, 'id') === 'number' || typeof member(frame.json, 'id') === 'string');

const SILENT = { 'elicitation/create': () => undefined, 'sampling/createMessage': () => undefined };

export const turnToken = (key: string): string => `assay-turn-${key}`;

const idOf = (exchange: Exchange): string | undefined => {
  const id = taskOf(exchange)?.['taskId'];
  return typeof id === 'string' ? id : undefined;
};

function answerTo(frame: Frame): JsonObject {
  const params = (member(frame.json, 'params') ?? {}) as JsonObject;
  if (member(frame.json, 'method') === 'sampling/createMessage')
    return { role: 'assistant', content: { type: 'text', text: 'ok' }, model: 'assay', stopReason: 'endTurn' };
  return params['mode'] === 'url' ? { action: 'accept' } : { action: 'accept', content: fitting(params) };
}

/** One task from its handle to its end; a question is answered after one more look at the status. */
async function turn(session: Session, call: KnownCall, key: string): Promise<boolean> {
  const ask = (tag: string, method: string, params: JsonObject): Promise<Exchange> =>
    session.request(method, params, { tag: `${tag} ${key}` });
  const before = session.frames.length;
  const created = await session.request(
    'tools/call',
    { ...call.params, task: { ttl: 60_000 } },
    { tag: `create ${key}`, progressToken: turnToken(key), timeout: 5_000 },
  );
  const taskId = idOf(created);
  if (taskId === undefined) return false;
  const answered = new Set<Frame>();
  const open = (): readonly Frame[] =>
    session.frames.slice(before).filter((frame) => isQuestion(frame) && !answered.has(frame));
  let result: Promise<Exchange> | undefined;
  for (let round = 0; round < ROUNDS && session.alive; round += 1) {
    const status = taskOf(await ask('get', 'tasks/get', { taskId }))?.['status'];
    if (isTerminal(status) || status === undefined) break;
    if (status === 'input_required') result ??= ask('result', 'tasks/result', { taskId });
    await until(session, () => open().length > 0, status === 'input_required' ? PATIENCE : 150);
    const [question] = open();
    if (question === undefined) continue;
    await ask('waiting', 'tasks/get', { taskId });
    answered.add(question);
    const reply = { jsonrpc: '2.0', id: member(question.json, 'id'), result: answerTo(question) };
    await session.raw(JSON.stringify(reply), { deliberate: 'an answer that was held back', quiet: 30 });
  }
  result ??= ask('result', 'tasks/result', { taskId });
  const ended = await result;
  await ask('get', 'tasks/get', { taskId });
  return ended.outcome === 'error' || resultOf(ended)?.['isError'] === true;
}

async function turns(session: Session, calls: readonly KnownCall[]): Promise<void> {
  const lane = await session.fork({ purpose: 'tasks that ask', answers: SILENT, listen: true });
  for (const [index, call] of calls.entries()) {
    const failed = await turn(lane, call, String(index));
    // On the main lane, whose client answers by itself.
    if (failed) await session.request('tools/call', call.params, { tag: `plain ${index}` });
  }
}

/** A task that takes a second is cancelled while it works, another one lives no longer than half a second. */
async function slow(session: Session, call: KnownCall | undefined, brief: KnownCall): Promise<void> {
  const lane = await session.fork({ purpose: 'slow tasks', listen: true });
  const short = idOf(
    await lane.request('tools/call', { ...brief.params, task: { ttl: SHORT_TTL } }, { tag: 'create short' }),
  );
  if (call !== undefined) await stopped(lane, call);
  if (short === undefined) return;
  await lane.pause(call === undefined ? SHORT_TTL + GRACE : GRACE);
  await lane.request('tasks/get', { taskId: short }, { tag: 'get short' });
}

async function stopped(lane: Session, call: KnownCall): Promise<void> {
  const prompt = await lane.request('tools/call', { ...call.params, task: { ttl: 60_000 } }, { tag: 'create prompt' });
  const first = idOf(prompt);
  if (first !== undefined) await lane.request('tasks/get', { taskId: first }, { tag: 'get prompt' });
  const doomed = idOf(
    await lane.request(
      'tools/call',
      { ...call.params, task: { ttl: 60_000 } },
      { tag: 'create doomed', progressToken: STOP_TOKEN },
    ),
  );
  if (doomed === undefined) return;
  await lane.pause(100);
  await lane.request('tasks/cancel', { taskId: doomed }, { tag: 'cancel doomed' });
}

export const taskTurns = artifact<TaskTurns>({
  id: 'task-turns',
  after: [knownCalls, toolCalls, taskLives],
  declared: (capabilities, { era }) => era === 'initialize' && acceptsTaskCalls(capabilities),
  gather: async (session, views) => {
    const calls = views(knownCalls).find('creates-task', 'tools/call').slice(0, CALLS);
    const [first] = calls;
    if (session.revision !== '2025-11-25' || first === undefined) return;
    const { callable } = views(toolCalls);
    const paced = calls
      .map((call) => withPace(call, callable, SLOW_SECONDS))
      .find((call, index) => call !== calls[index]);
    await Promise.all([turns(session, calls), slow(session, paced, first)]);
  },
  read: (recording) => {
    const all = recording.exchanges.filter(({ by }) => by === BY);
    const of = (tag: string): readonly Exchange[] => all.filter((exchange) => exchange.tag === tag);
    const keys = all.flatMap(({ tag }) => /^create (\d+)$/u.exec(tag ?? '')?.[1] ?? []);
    return { all, of, turns: keys.flatMap((key) => read(recording, key, of)) };
  },
});

function read(recording: Recording, key: string, of: TaskTurns['of']): readonly Turn[] {
  const [created] = of(`create ${key}`);
  const taskId = created === undefined ? undefined : idOf(created);
  if (created === undefined || taskId === undefined) return [];
  const from = created.response?.seq ?? Number.POSITIVE_INFINITY;
  const [result] = of(`result ${key}`);
  const end = result?.response?.seq ?? Number.POSITIVE_INFINITY;
  const inside = (frame: Frame): boolean => frame.lane === created.lane && frame.seq > from && frame.seq < end;
  return [
    {
      key: String(member(member(created.sent.json, 'params'), 'name')),
      taskId,
      created,
      gets: of(`get ${key}`),
      waiting: of(`waiting ${key}`),
      result,
      plain: of(`plain ${key}`)[0],
      questions: recording.frames.filter((frame) => inside(frame) && isQuestion(frame)),
    },
  ];
}

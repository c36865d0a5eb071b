// Tasks of the extension (2026-07-28), played through their life: nothing but a call tells which tools run as tasks.

import type { Session, ViewReader } from '../kernel/check.ts';
import { member, resultOf } from '../kernel/look.ts';
import type { Exchange, JsonObject, KnownCall } from '../kernel/recording.ts';
import { completions } from './completions.ts';
import { exampleArguments } from './example-value.ts';
import { promptGets } from './prompt-gets.ts';
import { resourceReads } from './resource-reads.ts';
import { CALL_LIMIT, toolCalls } from './safe-calls.ts';
import { declaresTasks, EXTENSION, idOf, isTerminal, MANY, NO_TASK, Stage, taskOf, withTask } from './task-stage.ts';

/** Tasks that are played in every way; the others are watched to their end. */
const LIVES = 3;
/** A plain call that takes longer is no task, whatever else it is. */
const LOOK_MS = 2_000;
/** Of the tools that are not said to read only, those among the first so many. */
const MOST_ACTING = 10;
/** How long a task is watched before it is given up. */
const WATCH_MS = 1_200;
/** The last member of a request that belongs to an older revision. */
const WISH = { ttl: 60_000 };

/** The clients of this play: who knows the extension, who does not, and who knows tasks of old alone. */
interface Cast {
  readonly knows: Stage;
  readonly plain: Stage;
  readonly legacy: Stage;
}

export async function playExtension(
  session: Session,
  views: ViewReader,
  calls: readonly KnownCall[],
  harmless: JsonObject | undefined,
): Promise<void> {
  const lane = await session.fork({ reuse: true, purpose: 'tasks' });
  const cast: Cast = {
    knows: new Stage(lane, { extensions: { [EXTENSION]: {} } }),
    plain: new Stage(lane),
    legacy: new Stage(lane, { tasks: {} }),
  };
  const declared = declaresTasks(session.capabilities, session.era);
  await Promise.all([unknownIds(cast), wished(cast.plain, harmless), declared ? elsewhere(cast.knows, views) : []]);
  const unseen = calls.length > 0 ? calls.slice(LIVES) : declared ? candidates(views) : [];
  const looked = await lookAt(cast.knows, unseen);
  const lives = calls.length > 0 ? calls : looked.map(({ call }) => call);
  await Promise.all([playLives(cast, lives.slice(0, LIVES)), ...looked.map(({ seen }) => watch(cast.knows, seen))]);
}

async function playLives(cast: Cast, calls: readonly KnownCall[]): Promise<void> {
  for (const [index, call] of calls.entries()) await oneLife(cast, call, index === 0);
}

async function unknownIds({ knows, plain, legacy }: Cast): Promise<void> {
  const taskId = NO_TASK;
  await knows.ask('unknown tasks/get', 'tasks/get', { taskId });
  await knows.ask('unknown tasks/cancel', 'tasks/cancel', { taskId });
  await knows.ask('unknown tasks/update', 'tasks/update', { taskId, inputResponses: {} });
  await knows.ask('removed tasks/result', 'tasks/result', { taskId });
  await knows.ask('removed tasks/list', 'tasks/list', {});
  await legacy.ask('legacy tasks/get', 'tasks/get', { taskId });
  await plain.ask('undeclared tasks/get', 'tasks/get', { taskId });
  await plain.ask('undeclared tasks/cancel', 'tasks/cancel', { taskId });
  await plain.ask('undeclared tasks/update', 'tasks/update', { taskId, inputResponses: {} });
  await plain.session.request(
    'subscriptions/listen',
    { notifications: { taskIds: [taskId] } },
    { tag: 'undeclared listen', meta: plain.meta, timeout: 1_500 },
  );
}

/** The task parameter of 2025-11-25 is a member like any other that nobody knows. */
async function wished(plain: Stage, harmless: JsonObject | undefined): Promise<void> {
  if (harmless === undefined) return;
  await plain.ask('plain', 'tools/call', harmless);
  await plain.ask('plain with task', 'tools/call', { ...harmless, task: WISH }, OLD);
}

const OLD = 'the task parameter of an older revision';

/** What was answered plainly before, asked for by a client that knows the extension: only tools/call makes tasks. */
async function elsewhere(knows: Stage, views: ViewReader): Promise<void> {
  const answered = [
    views(resourceReads).find(({ result }) => result?.['resultType'] === 'complete')?.exchange,
    views(promptGets).find(({ result }) => result?.['resultType'] === 'complete')?.exchange,
    views(completions).find(({ exchange }) => resultOf(exchange) !== undefined)?.exchange,
  ];
  for (const exchange of answered)
    if (exchange !== undefined) await knows.ask('no tool', exchange.method, withoutMeta(exchange));
}

function withoutMeta(exchange: Exchange): JsonObject {
  const { _meta: _, ...params } = (member(exchange.sent.json, 'params') ?? {}) as JsonObject;
  return params;
}

const candidates = (views: ViewReader): readonly KnownCall[] =>
  views(toolCalls)
    // A tool that does more than read may end what others hold open.
    .callable.filter(
      ({ value }, index) => index < MOST_ACTING || member(member(value, 'annotations'), 'readOnlyHint') === true,
    )
    .slice(0, CALL_LIMIT)
    .flatMap(({ value }): KnownCall[] => {
      const name = member(value, 'name');
      if (typeof name !== 'string') return [];
      const params = { name, arguments: exampleArguments(member(value, 'inputSchema')).value };
      return [{ property: 'creates-task', method: 'tools/call', params, source: 'found' }];
    });

interface Looked {
  readonly call: KnownCall;
  readonly seen: Exchange;
}

/** Nothing in a definition says that a call becomes a task: it shows only to a client that knows tasks. */
async function lookAt(knows: Stage, calls: readonly KnownCall[]): Promise<readonly Looked[]> {
  const all = await Promise.all(
    calls.map(async (call): Promise<Looked> => {
      const options = { tag: 'look', meta: knows.meta, timeout: LOOK_MS };
      return { call, seen: await knows.session.request(call.method, call.params, options) };
    }),
  );
  return all.filter(({ seen }) => resultOf(seen)?.['resultType'] === 'task');
}

/**
 * Watched to its end. What works on for long is told over stdio that its request is cancelled, which is no way to cancel
 * a task, and then given up.
 */
async function watch(knows: Stage, seen: Exchange): Promise<void> {
  const taskId = idOf(seen);
  const { session } = knows;
  if (taskId === undefined) return;
  const end = session.now() + WATCH_MS;
  while (session.alive && session.now() < end) {
    const task = taskOf(await knows.ask('watch', 'tasks/get', { taskId }));
    if (task === undefined || isTerminal(task['status']) || task['status'] === 'input_required') return;
    const pace = task['pollIntervalMs'];
    await session.pause(Math.min(400, typeof pace === 'number' && pace > 0 ? pace : 200));
  }
  if (!session.alive) return;
  if (session.transport === 'stdio') {
    const requestId = member(seen.sent.json, 'id') as string | number;
    await session.notify('notifications/cancelled', { requestId, reason: 'too late' }, { tag: 'note' });
    await session.pause(50);
    await knows.ask('after note', 'tasks/get', { taskId });
  }
  await knows.ask('give up', 'tasks/cancel', { taskId });
}

async function oneLife({ knows, plain, legacy }: Cast, call: KnownCall, whole: boolean): Promise<void> {
  const created = await knows.ask('create', 'tools/call', call.params);
  await plain.ask('create undeclared', 'tools/call', call.params);
  await plain.ask('create undeclared with task', 'tools/call', withTask(call, WISH), OLD);
  const taskId = idOf(created);
  if (taskId === undefined) return;
  await knows.ask('get', 'tasks/get', { taskId });
  await mismatched(knows, taskId);
  await knows.ask('update others', 'tasks/update', { taskId, inputResponses: { 'assay-extra': { action: 'accept' } } });
  await knows.poll('get', taskId);
  await knows.ask('cancel finished', 'tasks/cancel', { taskId });
  await knows.ask('get', 'tasks/get', { taskId });
  if (!whole) return;
  await legacy.ask('create undeclared', 'tools/call', call.params);
  const doomed = idOf(await knows.ask('create to cancel', 'tools/call', call.params));
  if (doomed !== undefined) {
    await knows.ask('cancel', 'tasks/cancel', { taskId: doomed });
    await knows.poll('get cancelled', doomed);
  }
  await manyAtOnce(knows, call);
}

async function manyAtOnce(knows: Stage, call: KnownCall): Promise<void> {
  const { session } = knows;
  const other = session.transport === 'stdio' ? session : await session.fork({ purpose: 'tasks from elsewhere' });
  const away = new Stage(other, { extensions: { [EXTENSION]: {} } });
  for (let count = 0; count < MANY; count += 1) {
    const taskId = idOf(await knows.ask('create many', 'tools/call', call.params));
    if (taskId !== undefined) await away.ask('get at once', 'tasks/get', { taskId });
  }
}

async function mismatched(stage: Stage, taskId: string): Promise<void> {
  if (stage.session.transport === 'stdio') return;
  for (const method of ['tasks/get', 'tasks/cancel'])
    await stage.session.request(
      method,
      { taskId },
      {
        tag: 'name mismatch',
        meta: stage.meta,
        headers: { 'Mcp-Name': 'assay-other' },
        deliberate: 'Mcp-Name of another task',
      },
    );
}

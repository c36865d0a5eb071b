// Tasks of the experiment of 2025-11-25, played through their life: created by a wish, fetched with tasks/result, listed.

import type { Session, ViewReader } from '../kernel/check.ts';
import { isObject, member, resultOf } from '../kernel/look.ts';
import type { JsonObject, KnownCall } from '../kernel/recording.ts';
import { isPace } from './known-calls.ts';
import {
  acceptsTaskCalls,
  CLIENT_CHOSEN,
  idOf,
  MANY,
  NO_TASK,
  RELATED,
  Stage,
  supportOf,
  withTask,
} from './task-stage.ts';
import { tools } from './tools.ts';

interface Others {
  /** Params of a harmless call of a tool that does not run as a task. */
  readonly forbidden?: JsonObject;
  /** Params of a callable tool that runs as a task only. */
  readonly required?: JsonObject;
}

/** All that is asked of a target of that revision. */
export async function playWished(
  session: Session,
  views: ViewReader,
  calls: readonly KnownCall[],
  forbidden: JsonObject | undefined,
): Promise<void> {
  if (!acceptsTaskCalls(session.capabilities)) return undeclared(session, calls, forbidden);
  const listed = new Map(views(tools).items.map(({ value }) => [member(value, 'name'), supportOf(value)]));
  const optional = calls.filter(({ params }) => listed.get(params['name']) !== 'required');
  const required = calls.find(({ params }) => listed.get(params['name']) === 'required')?.params;
  // Work that takes a while shows most: what has a pace comes first.
  const lasting = optional.toSorted((one, two) => Number(hasPace(two, views)) - Number(hasPace(one, views)));
  await stateful(session, lasting.length > 0 ? lasting : calls, {
    ...(forbidden === undefined ? {} : { forbidden }),
    ...(required === undefined ? {} : { required }),
  });
}

/** A wish that the target did not say it would hear. */
async function undeclared(
  session: Session,
  calls: readonly KnownCall[],
  forbidden: JsonObject | undefined,
): Promise<void> {
  if (forbidden === undefined) return;
  const stage = new Stage(session);
  await stage.ask('plain', 'tools/call', forbidden);
  await stage.ask('undeclared create', 'tools/call', { ...forbidden, task: { ttl: 60_000 } });
  await stage.ask('undeclared get', 'tasks/get', { taskId: NO_TASK });
  const [promising] = calls.filter(({ source }) => source === 'found');
  if (promising !== undefined)
    await stage.ask('undeclared promise', 'tools/call', withTask(promising, { ttl: 60_000 }));
}

async function stateful(session: Session, calls: readonly KnownCall[], others: Others): Promise<void> {
  const stage = new Stage(await session.fork({ reuse: true, purpose: 'tasks' }));
  await unknownIds(stage);
  if (others.forbidden !== undefined)
    await stage.ask('forbidden', 'tools/call', { ...others.forbidden, task: { ttl: 60_000 } });
  if (others.required !== undefined) await stage.ask('required plain', 'tools/call', others.required);
  const [call] = calls;
  if (call === undefined) return;
  await stage.ask('plain', 'tools/call', call.params);
  const first = await stage.session.request('tools/call', withTask(call, { ttl: 60_000 }), {
    tag: 'create',
    progressToken: 'assay-task',
  });
  const id = idOf(first);
  await stage.ask('create long', 'tools/call', withTask(call, { ttl: 1_000_000_000_000 }));
  await stage.ask(
    'create own id',
    'tools/call',
    withTask(call, { ttl: 60_000, taskId: CLIENT_CHOSEN }),
    'a task id of the client',
  );
  const second = await stage.ask('create', 'tools/call', withTask(call, {}));
  const hasty = idOf(second);
  if (hasty !== undefined) {
    if (stage.session.transport === 'streamable-http') await dropped(stage, hasty);
    await stage.ask('result early', 'tasks/result', { taskId: hasty });
    await stage.ask('get after result', 'tasks/get', { taskId: hasty });
  }
  if (id !== undefined) await finished(stage, id, hasty);
  await cancelled(stage, call);
  await Promise.all(
    Array.from({ length: MANY }, () => stage.ask('create many', 'tools/call', withTask(call, { ttl: 30_000 }))),
  );
  await listed(stage);
}

/** A stream is broken off once it had time to open. */
const DROP_MS = 40;

/** Breaks the connection on which a result is waited for: a client may, and asks again (tasks#retrieving-task-results). */
async function dropped(stage: Stage, taskId: string): Promise<void> {
  const controller = new AbortController();
  const waiting = stage.session.request(
    'tasks/result',
    { taskId },
    { tag: 'result dropped', meta: stage.meta, signal: controller.signal },
  );
  await Promise.race([waiting, stage.session.pause(DROP_MS)]);
  controller.abort();
  await waiting;
  await stage.session.pause(DROP_MS);
  await stage.ask('get after drop', 'tasks/get', { taskId });
}

async function finished(stage: Stage, taskId: string, other: string | undefined): Promise<void> {
  await stage.poll('get', taskId);
  await stage.ask('result', 'tasks/result', { taskId });
  await stage.ask('result', 'tasks/result', { taskId });
  await stage.ask('get', 'tasks/get', { taskId });
  await stage.ask('cancel finished', 'tasks/cancel', { taskId });
  await stage.ask('get', 'tasks/get', { taskId });
  if (other !== undefined) await stage.ask('related', 'tasks/get', { taskId, _meta: { [RELATED]: { taskId: other } } });
}

async function cancelled(stage: Stage, call: KnownCall): Promise<void> {
  const created = await stage.ask('create to cancel', 'tools/call', withTask(call, { ttl: 60_000 }));
  const taskId = idOf(created);
  if (taskId === undefined) return;
  const ended = await stage.ask('cancel', 'tasks/cancel', { taskId });
  await stage.ask('get cancelled', 'tasks/get', { taskId });
  if (ended.outcome !== 'result') return;
  await stage.ask('cancel again', 'tasks/cancel', { taskId });
  await stage.session.pause(300);
  await stage.ask('get cancelled', 'tasks/get', { taskId });
}

async function listed(stage: Stage): Promise<void> {
  let cursor: string | undefined;
  for (let page = 0; page < 20; page += 1) {
    const seen = await stage.ask('list', 'tasks/list', cursor === undefined ? {} : { cursor });
    const next = resultOf(seen)?.['nextCursor'];
    if (typeof next !== 'string' || next === cursor) break;
    cursor = next;
  }
  await stage.ask('list bad cursor', 'tasks/list', { cursor: 'assay-invalid-cursor' });
}

async function unknownIds(stage: Stage): Promise<void> {
  const methods = ['tasks/get', 'tasks/cancel', 'tasks/result'];
  for (const method of methods) {
    await stage.ask(`unknown ${method}`, method, { taskId: NO_TASK });
    await stage.ask(`no string ${method}`, method, { taskId: 42 }, 'a taskId that is a number');
    await stage.ask(`no id ${method}`, method, {}, 'no taskId');
  }
}

/** The tool of this call has a parameter for how long it takes. */
function hasPace(call: KnownCall, views: ViewReader): boolean {
  const tool = views(tools).items.find(({ value }) => member(value, 'name') === call.params['name']);
  const properties = member(member(tool?.value, 'inputSchema'), 'properties');
  return Object.entries(isObject(properties) ? properties : {}).some(([name, schema]) => isPace(name, schema));
}

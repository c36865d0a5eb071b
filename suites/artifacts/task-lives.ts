// Tasks played through their life once, for all rules on them: the experiment of 2025-11-25 and the extension of 2026-07-28.

import type { Session, ViewReader } from '../kernel/check.ts';
import { artifact } from '../kernel/check.ts';
import { isObject, member, resultOf } from '../kernel/look.ts';
import type { Exchange, Json, JsonObject, KnownCall, Recording } from '../kernel/recording.ts';
import { exampleArguments } from './example-value.ts';
import { isPace, knownCalls } from './known-calls.ts';
import { META } from './modern-messages.ts';
import { toolCalls } from './safe-calls.ts';
import { tools } from './tools.ts';

export const EXTENSION = 'io.modelcontextprotocol/tasks';
export const RELATED = 'io.modelcontextprotocol/related-task';

export interface TaskLives {
  readonly all: readonly Exchange[];
  of(tag: string): readonly Exchange[];
  startingWith(prefix: string): readonly Exchange[];
  readonly lanes: ReadonlySet<string>;
}

const BY = 'artifact:task-lives';
const POLLS = 12;
const MANY = 10;
export const CLIENT_CHOSEN = 'assay-client-chosen';
const TERMINAL = new Set<unknown>(['completed', 'failed', 'cancelled']);

export const isTerminal = (status: unknown): boolean => TERMINAL.has(status);

/** The task in a result: under `task` when created in 2025-11-25, at the top level elsewhere. */
export function taskOf(exchange: Exchange): JsonObject | undefined {
  const result = resultOf(exchange);
  const inner = result?.['task'];
  if (isObject(inner)) return inner;
  return result !== undefined && (result['taskId'] !== undefined || result['status'] !== undefined)
    ? result
    : undefined;
}

const idOf = (exchange: Exchange): string | undefined => {
  const id = taskOf(exchange)?.['taskId'];
  return typeof id === 'string' ? id : undefined;
};

/** What the server declares: the capability of 2025-11-25, or the extension. */
export const declaresTasks = (capabilities: JsonObject, era: Recording['era']): boolean =>
  era === 'initialize' ? isObject(capabilities['tasks']) : isObject(member(capabilities['extensions'], EXTENSION));

export const acceptsTaskCalls = (capabilities: JsonObject): boolean =>
  isObject(member(member(member(capabilities['tasks'], 'requests'), 'tools'), 'call'));

class Stage {
  readonly session: Session;
  readonly meta: Readonly<Record<string, Json>>;

  constructor(session: Session, extra: JsonObject = {}) {
    this.session = session;
    this.meta =
      session.era === 'initialize' ? {} : { [META.capabilities]: { ...session.clientCapabilities, ...extra } };
  }

  ask(tag: string, method: string, params: JsonObject, deliberate?: string, id?: string): Promise<Exchange> {
    return this.session.request(method, params, {
      tag,
      meta: this.meta,
      ...(deliberate === undefined ? {} : { deliberate }),
      ...(id === undefined ? {} : { id }),
    });
  }

  /** Asks for the task until it is finished; never faster than the server suggests, within a second. */
  async poll(tag: string, taskId: string): Promise<void> {
    for (let round = 0; round < POLLS && this.session.alive; round += 1) {
      const seen = await this.ask(tag, 'tasks/get', { taskId });
      const task = taskOf(seen);
      if (task === undefined || isTerminal(task['status']) || task['status'] === 'input_required') return;
      const pace = task['pollInterval'] ?? task['pollIntervalMs'];
      await this.session.pause(Math.min(1_000, typeof pace === 'number' && pace > 0 ? pace : 200));
    }
  }
}

const withTask = (call: KnownCall, task: Json): JsonObject => ({ ...call.params, task });

async function stateful(session: Session, calls: readonly KnownCall[], others: Others): Promise<void> {
  const stage = new Stage(await session.fork({ reuse: true, purpose: 'tasks' }));
  await unknownIds(stage, true);
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
  const second = await stage.ask('create', 'tools/call', withTask(call, {}));
  await stage.ask('create long', 'tools/call', withTask(call, { ttl: 1_000_000_000_000 }));
  await stage.ask(
    'create own id',
    'tools/call',
    withTask(call, { ttl: 60_000, taskId: CLIENT_CHOSEN }),
    'a task id of the client',
  );
  const hasty = idOf(second);
  if (hasty !== undefined) {
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

async function unknownIds(stage: Stage, withResult: boolean): Promise<void> {
  const methods = ['tasks/get', 'tasks/cancel', ...(withResult ? ['tasks/result'] : [])];
  for (const method of methods) {
    await stage.ask(`unknown ${method}`, method, { taskId: 'assay-no-such-task' });
    await stage.ask(`no string ${method}`, method, { taskId: 42 }, 'a taskId that is a number');
    await stage.ask(`no id ${method}`, method, {}, 'no taskId');
  }
}

/** Nothing in a definition says that a call becomes a task: it shows only to a client that knows tasks. */
async function lookFor(stage: Stage, candidates: readonly KnownCall[]): Promise<readonly KnownCall[]> {
  const found: KnownCall[] = [];
  for (const call of candidates.slice(0, 10)) {
    const seen = await stage.ask('look', call.method, call.params);
    if (resultOf(seen)?.['resultType'] === 'task') found.push(call);
  }
  return found;
}

async function perRequest(
  session: Session,
  calls: readonly KnownCall[],
  candidates: readonly KnownCall[],
  harmless: KnownCall | undefined,
): Promise<void> {
  const lane = await session.fork({ reuse: true, purpose: 'tasks' });
  const knows = new Stage(lane, { extensions: { [EXTENSION]: {} } });
  const plain = new Stage(lane);
  const legacy = new Stage(lane, { tasks: {} });
  await knows.ask('unknown tasks/get', 'tasks/get', { taskId: 'assay-no-such-task' });
  await knows.ask('unknown tasks/cancel', 'tasks/cancel', { taskId: 'assay-no-such-task' });
  await knows.ask('unknown tasks/update', 'tasks/update', { taskId: 'assay-no-such-task', inputResponses: {} });
  await knows.ask('removed tasks/result', 'tasks/result', { taskId: 'assay-no-such-task' });
  await knows.ask('removed tasks/list', 'tasks/list', {});
  for (const [stage, tag] of [
    [plain, 'undeclared'],
    [legacy, 'legacy'],
  ] as const) {
    await stage.ask(`${tag} tasks/get`, 'tasks/get', { taskId: 'assay-no-such-task' });
    if (tag === 'legacy') continue;
    await stage.ask(`${tag} tasks/cancel`, 'tasks/cancel', { taskId: 'assay-no-such-task' });
    await stage.ask(`${tag} tasks/update`, 'tasks/update', { taskId: 'assay-no-such-task', inputResponses: {} });
    await plain.session.request(
      'subscriptions/listen',
      { notifications: { taskIds: ['assay-no-such-task'] } },
      { tag: 'undeclared listen', meta: plain.meta, timeout: 1_500 },
    );
  }
  if (harmless !== undefined) {
    await plain.ask('plain', 'tools/call', harmless.params);
    await plain.ask(
      'plain with task',
      'tools/call',
      withTask(harmless, { ttl: 60_000 }),
      'the task parameter of an older revision',
    );
  }
  const known = calls.length > 0 ? calls : await lookFor(knows, candidates);
  for (const [index, call] of known.slice(0, 3).entries()) await oneLife(knows, plain, legacy, call, index === 0);
}

async function oneLife(knows: Stage, plain: Stage, legacy: Stage, call: KnownCall, whole: boolean): Promise<void> {
  const created = await knows.ask('create', 'tools/call', call.params);
  await plain.ask('create undeclared', 'tools/call', call.params);
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
  const elsewhere = new Stage(
    knows.session.transport === 'stdio' ? knows.session : await knows.session.fork({ purpose: 'tasks from elsewhere' }),
    {
      extensions: { [EXTENSION]: {} },
    },
  );
  for (let count = 0; count < MANY; count += 1) {
    const many = idOf(await knows.ask('create many', 'tools/call', call.params));
    if (many !== undefined) await elsewhere.ask('get at once', 'tasks/get', { taskId: many });
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

function callOf(tool: unknown): readonly KnownCall[] {
  const name = member(tool, 'name');
  if (typeof name !== 'string') return [];
  const args = exampleArguments(member(tool, 'inputSchema')).value;
  return [{ property: 'creates-task', method: 'tools/call', params: { name, arguments: args }, source: 'found' }];
}

interface Others {
  /** Params of a harmless call of a tool that does not run as a task. */
  readonly forbidden?: JsonObject;
  /** Params of a callable tool that runs as a task only. */
  readonly required?: JsonObject;
}

export const taskLives = artifact<TaskLives>({
  id: 'task-lives',
  after: [knownCalls, toolCalls, tools],
  gather: async (session, views) => {
    const calls = views(knownCalls).find('creates-task', 'tools/call');
    const harmless = views(toolCalls).calls.find(
      ({ succeeded, tool }) => succeeded && supportOf(tool.value) === 'forbidden',
    );
    const forbidden =
      harmless === undefined ? undefined : ({ name: harmless.name, arguments: harmless.arguments } as JsonObject);
    if (session.era === 'per-request') {
      const plain: KnownCall | undefined =
        forbidden === undefined
          ? undefined
          : { property: '', method: 'tools/call', params: forbidden, source: 'found' };
      const candidates = declaresTasks(session.capabilities, session.era)
        ? views(toolCalls).callable.flatMap(({ value }) => callOf(value))
        : [];
      await perRequest(session, calls, candidates, plain);
      return;
    }
    if (session.revision !== '2025-11-25') return;
    if (!acceptsTaskCalls(session.capabilities)) {
      if (forbidden !== undefined) {
        const stage = new Stage(session);
        await stage.ask('plain', 'tools/call', forbidden);
        await stage.ask('undeclared create', 'tools/call', { ...forbidden, task: { ttl: 60_000 } });
        await stage.ask('undeclared get', 'tasks/get', { taskId: 'assay-no-such-task' });
        const [promising] = calls.filter(({ source }) => source === 'found');
        if (promising !== undefined)
          await stage.ask('undeclared promise', 'tools/call', withTask(promising, { ttl: 60_000 }));
      }
      return;
    }
    const listed = new Map(views(tools).items.map(({ value }) => [member(value, 'name'), supportOf(value)]));
    const optional = calls.filter(({ params }) => listed.get(params['name']) !== 'required');
    const required = calls.find(({ params }) => listed.get(params['name']) === 'required')?.params;
    // Work that takes a while shows most: what has a pace comes first.
    const lasting = optional.toSorted((one, two) => Number(hasPace(two, views)) - Number(hasPace(one, views)));
    await stateful(session, lasting.length > 0 ? lasting : calls, {
      ...(forbidden === undefined ? {} : { forbidden }),
      ...(required === undefined ? {} : { required }),
    });
  },
  read: (recording) => {
    const all = recording.exchanges.filter(({ by }) => by === BY);
    return {
      all,
      of: (tag) => all.filter((exchange) => exchange.tag === tag),
      startingWith: (prefix) => all.filter(({ tag }) => tag?.startsWith(prefix) === true),
      lanes: new Set(all.map(({ lane }) => lane)),
    };
  },
});

/** The tool of this call has a parameter for how long it takes. */
function hasPace(call: KnownCall, views: ViewReader): boolean {
  const tool = views(tools).items.find(({ value }) => member(value, 'name') === call.params['name']);
  const properties = member(member(tool?.value, 'inputSchema'), 'properties');
  return Object.entries(isObject(properties) ? properties : {}).some(([name, schema]) => isPace(name, schema));
}

export const supportOf = (tool: unknown): string => {
  const support = member(member(tool, 'execution'), 'taskSupport');
  return support === 'optional' || support === 'required' ? support : 'forbidden';
};

// What one caller was given, sent as another: sessions, cursors, tasks, half-finished requests, ids of objects.

import { fitting } from '../../artifacts/replies.ts';
import { dataOf } from '../../artifacts/event-streams.ts';
import type { Session } from '../../kernel/check.ts';
import { isObject, member, resultOf } from '../../kernel/look.ts';
import type { Json, JsonObject } from '../../kernel/recording.ts';
import { ask, type Person, type Seen } from './asking.ts';
import { idsInResult } from './ids.ts';
import { tagOf } from './steps.ts';

const TASKS = { extensions: { 'io.modelcontextprotocol/tasks': {} } };
/** Things of one kind that are passed on, from each caller to each other. */
const FEW = 3;
/** Until the head of an event stream is there. */
const LISTENING = 3_000;

export async function takeOver(session: Session, people: readonly Person[]): Promise<void> {
  for (const owner of people.filter(({ name }) => name !== 'anonymous')) {
    const others = people.filter(({ subject }) => subject !== owner.subject);
    await cursors(owner, others);
    await tasks(session, owner, others);
    await states(session, owner, others);
    await ids(owner, others);
    await sessions(owner, others);
    await addresses(owner, others);
  }
  for (const person of people) await completions(person);
}

/** What a caller is offered where it has typed nothing yet. */
async function completions(person: Person): Promise<void> {
  if (person.session.capabilities['completions'] === undefined) return;
  const wanted = [
    ...person.prompts.flatMap(({ name, value }) =>
      listOf(value, 'arguments').map((one) => [{ type: 'ref/prompt', name }, member(one, 'name')] as const),
    ),
    ...(await templatesFor(person)).map((uri) => [{ type: 'ref/resource', uri }, /\{(\w+)\}/u.exec(uri)?.[1]] as const),
  ];
  for (const [ref, name] of wanted.slice(0, 2 * FEW))
    if (typeof name === 'string')
      await ask(person, 'complete', 'completion/complete', { ref, argument: { name, value: '' } });
}

const listOf = (value: unknown, key: string): readonly unknown[] => {
  const list = member(value, key);
  return Array.isArray(list) ? (list as readonly unknown[]) : [];
};

async function cursors(owner: Person, others: readonly Person[]): Promise<void> {
  for (const [method, cursor] of owner.cursors)
    for (const other of others) await ask(other, 'cursor', method, { cursor }, { owner: owner.name });
}

/** The id of a session is sent along with the credentials of another. */
async function sessions(owner: Person, others: readonly Person[]): Promise<void> {
  const { sessionId, revision, capabilities } = owner.session;
  if (sessionId === undefined || owner.session.transport !== 'streamable-http') return;
  const method = capabilities['tools'] === undefined ? 'ping' : 'tools/list';
  const own = await ask(owner, 'own-session', method);
  if (resultOf(own) === undefined) return;
  for (const other of others) {
    const bare = await other.session.fork({
      caller: other.name === 'anonymous' ? null : other.name,
      handshake: false,
      purpose: `caller ${other.name} in a session of ${owner.name}`,
    });
    const version: Readonly<Record<string, string>> =
      revision >= '2025-06-18' ? { 'MCP-Protocol-Version': revision } : {};
    const headers = { 'Mcp-Session-Id': sessionId, ...version };
    await ask({ name: other.name, session: bare }, 'session', method, undefined, { owner: owner.name, headers });
    // What the server says by itself goes to whoever listens; the id of an event asks for what its owner was sent before.
    const last = owner.session.frames.findLast(({ sse }) => sse?.id !== undefined)?.sse?.id;
    const from: Readonly<Record<string, string>> = last === undefined ? {} : { 'Last-Event-ID': last };
    await bare.http({
      method: 'GET',
      stream: true,
      timeout: LISTENING,
      headers: { ...headers, ...from, Accept: 'text/event-stream' },
      tag: tagOf('stream', `${owner.name}>${other.name}`),
    });
  }
}

/** The old transport: the address that its owner was given is posted to with the credentials of another. */
async function addresses(owner: Person, others: readonly Person[]): Promise<void> {
  if (owner.session.transport !== 'http-sse') return;
  const named = owner.session.frames.find(({ sse }) => sse?.event === 'endpoint');
  const path = named === undefined ? undefined : dataOf(named);
  if (path === undefined || path === '') return;
  for (const other of others) {
    const bare = await other.session.fork({
      caller: other.name === 'anonymous' ? null : other.name,
      handshake: false,
      purpose: `caller ${other.name} at the address of ${owner.name}`,
    });
    const id = `assay-${owner.name}-${other.name}`;
    await bare.http({
      method: 'POST',
      path,
      body: JSON.stringify({ jsonrpc: '2.0', id, method: 'ping' }),
      tag: tagOf('address', `${owner.name}>${other.name}`),
      timeout: LISTENING,
    });
  }
  // Answers come on the stream, after the POST was taken.
  await owner.session.pause(200);
}

const callable = (person: Person): readonly Seen[] =>
  person.tools.filter(({ value, example }) => example !== undefined && person.session.mayCall(value));

/** A task handle: made as one caller, asked for as all others, and once more as its owner. */
async function tasks(session: Session, owner: Person, others: readonly Person[]): Promise<void> {
  const modern = session.era === 'per-request';
  const wants = modern
    ? isObject(member(session.capabilities['extensions'], 'io.modelcontextprotocol/tasks'))
    : isObject(session.capabilities['tasks']);
  if (!wants) return;
  const meta: { readonly meta?: Readonly<Record<string, Json>> } = modern
    ? { meta: { 'io.modelcontextprotocol/clientCapabilities': { ...session.clientCapabilities, ...TASKS } } }
    : {};
  let made = 0;
  for (const { name, value, example } of callable(owner)) {
    const support = member(member(value, 'execution'), 'taskSupport');
    if (made === FEW || (!modern && support !== 'optional' && support !== 'required')) continue;
    const task = modern ? {} : { task: { ttl: 60_000 } };
    const created = await ask(owner, 'task', 'tools/call', { name, arguments: example, ...task }, meta);
    const taskId = member(modern ? resultOf(created) : resultOf(created)?.['task'], 'taskId');
    if (typeof taskId !== 'string') continue;
    made += 1;
    await ask(owner, 'own-task', 'tasks/get', { taskId }, meta);
    for (const other of others) await ask(other, 'task', 'tasks/get', { taskId }, { ...meta, owner: owner.name });
  }
}

/** A request that asked back: another caller ends it. */
async function states(session: Session, owner: Person, others: readonly Person[]): Promise<void> {
  if (session.era !== 'per-request') return;
  for (const { name, example: given } of callable(owner)
    .filter((tool) => owner.asking.has(tool.name))
    .slice(0, FEW)) {
    const first = await ask(owner, 'asks', 'tools/call', { name, arguments: given });
    const result = resultOf(first);
    const requestState = result?.['requestState'];
    if (result?.['resultType'] !== 'input_required' || typeof requestState !== 'string') continue;
    const params = { name, arguments: given, requestState, inputResponses: responsesTo(result['inputRequests']) };
    for (const other of others) await ask(other, 'state', 'tools/call', params, { owner: owner.name });
    await ask(owner, 'own-state', 'tools/call', params);
  }
}

function responsesTo(wanted: unknown): JsonObject {
  if (!isObject(wanted)) return {};
  return Object.fromEntries(
    Object.entries(wanted).map(([key, request]): [string, Json] => {
      const method = member(request, 'method');
      const params = member(request, 'params');
      if (method === 'roots/list') return [key, { roots: [] }];
      if (method === 'sampling/createMessage')
        return [
          key,
          { role: 'assistant', content: { type: 'text', text: 'ok' }, model: 'assay', stopReason: 'endTurn' },
        ];
      return [key, { action: 'accept', content: fitting(isObject(params) ? params : {}) }];
    }),
  );
}

const ID_PARAMETER = /^(?:id|uuid|key|ref|handle|slug|name)$|(?:[_-](?:id|uuid|key|ref)|Id|ID|Key|Ref)$/u;
/** An id that nobody has. */
export const NOBODYS = 'assay-no-such-object';

/** Takes one id and nothing else. */
interface Getter {
  readonly method: string;
  readonly params: (id: string) => JsonObject;
}

/** Ids that a caller was shown and no other: given to the tools and resource templates that take one. */
async function ids(owner: Person, others: readonly Person[]): Promise<void> {
  const own = idsIn(owner);
  const shown = new Set(others.flatMap((other) => [...idsIn(other)]));
  const unshared = [...own].filter((id) => !shown.has(id)).slice(0, FEW);
  if (unshared.length === 0) return;
  for (const { method, params } of [...gettersOf(owner).slice(0, FEW), ...(await templatesOf(owner)).slice(0, FEW)])
    for (const id of unshared) {
      const first = await ask(owner, 'own-id', method, params(id));
      if (resultOf(first) === undefined || resultOf(first)?.['isError'] === true) continue;
      await ask(owner, 'no-id', method, params(NOBODYS));
      for (const other of others) await ask(other, 'id', method, params(id), { owner: owner.name });
    }
}

const gettersOf = (owner: Person): readonly Getter[] =>
  callable(owner).flatMap(({ name, value }): Getter[] => {
    const parameter = onlyId(member(value, 'inputSchema'));
    if (parameter === undefined) return [];
    return [{ method: 'tools/call', params: (id) => ({ name, arguments: { [parameter]: id } }) }];
  });

/** `note://{id}`: one simple expression (RFC 6570, level 1), and nothing else in braces. */
const ONE_VARIABLE = /^[^{}]+\{\w{1,60}\}[^{}]*$/u;

const templatesOf = async (owner: Person): Promise<readonly Getter[]> =>
  (await templatesFor(owner)).map((template) => ({
    method: 'resources/read',
    params: (id) => ({ uri: expanded(template, id) }),
  }));

export const expanded = (template: string, id: string): string => template.replace(/\{\w+\}/u, encodeURIComponent(id));

async function templatesFor(person: Person): Promise<readonly string[]> {
  if (person.session.capabilities['resources'] === undefined) return [];
  const answer = resultOf(await ask(person, 'templates', 'resources/templates/list'));
  return listOf(answer, 'resourceTemplates')
    .map((one) => String(member(one, 'uriTemplate') ?? ''))
    .filter((template) => ONE_VARIABLE.test(template));
}

function onlyId(schema: unknown): string | undefined {
  const required = member(schema, 'required');
  const [only, ...more] = Array.isArray(required) ? (required as readonly unknown[]) : [];
  const property = member(member(schema, 'properties'), String(only));
  const plain = member(property, 'type') === 'string' && member(property, 'enum') === undefined;
  return typeof only === 'string' && more.length === 0 && plain && ID_PARAMETER.test(only) ? only : undefined;
}

/** What calls gave this caller. */
function idsIn(person: Person): ReadonlySet<string> {
  const found = new Set<string>();
  for (const { json, origin } of person.session.frames) {
    const result = origin === 'target' ? member(json, 'result') : undefined;
    if (result === undefined || member(result, 'tools') !== undefined) continue;
    idsInResult(result, found);
  }
  return found;
}

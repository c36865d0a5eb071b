// 2026-07-28 behind several replicas: each request of a flow goes somewhere else, and nothing may depend on where.

import type { Json, JsonObject } from '../../suites/kernel/recording.ts';
import { resultIn } from '../load/ask.ts';
import { markerOf } from '../load/dress.ts';
import { Connection } from '../load/http1.ts';
import { freshId, stepOf } from '../load/plain-session.ts';
import type { Step } from '../load/shape.ts';
import { listTools, type Known } from './discover.ts';
import { openIn, shuffled, stepFor, type Field, type TrialCounts } from './trials.ts';
import { abreast } from './abreast.ts';
import { visit, type Visitor } from './visitor.ts';
import type { Seen, Way } from './witness.ts';

/** Everything a client can answer, declared with each request; the tasks extension only where tasks are asked for. */
export const ANSWERING: JsonObject = { elicitation: { form: {} }, sampling: {}, roots: {} };
const WITH_TASKS: JsonObject = { ...ANSWERING, extensions: { 'io.modelcontextprotocol/tasks': {} } };

export async function runFlows(field: Field, known: Known, counts: TrialCounts): Promise<void> {
  const flows: Visitor[] = [];
  for (let flow = 0; flow < Math.min(counts.sessions, 24); flow += 1)
    flows.push(await openIn(field, 'trial', { clientCapabilities: ANSWERING }));
  for (let round = 0; round < counts.rounds; round += 1)
    await abreast(shuffled(field, flows), async (flow) => void (await trial(flow, known, 'new', round)));
  await pipelined(field, flows.slice(0, 4), known);
  // Straight to each replica in turn: what the balancer would do at its worst.
  for (let round = 0; round < field.replicas.length * 2; round += 1) {
    const way = field.replicas[round % field.replicas.length];
    if (way !== undefined)
      await abreast(flows.slice(0, 4), async (flow) => void (await trial(flow, known, 'rotate', round, way)));
  }
  const [first] = flows;
  if (first === undefined) return;
  await roundTrips(field, first, known);
  await cursors(field, first, known);
  await tasks(field);
  await changes(field, first, known);
}

async function trial(flow: Visitor, known: Known, how: string, round: number, way?: Way): Promise<Seen> {
  const marker = markerOf(flow.lane.slice(1).padStart(6, '0'), freshId());
  return visit(flow, stepFor(flow, known, round), {
    tag: `trial/${how}/${round}`,
    marker,
    ...(way === undefined ? {} : { way }),
  });
}

async function pipelined(field: Field, flows: readonly Visitor[], known: Known): Promise<void> {
  const connection = new Connection(field.target.endpoint);
  await Promise.all(
    flows.map((flow) => {
      const marker = markerOf(flow.lane.slice(1).padStart(6, '0'), freshId());
      return visit(flow, stepFor(flow, known, 1), { tag: 'trial/pipelined/0', marker, connection });
    }),
  );
  connection.destroy();
}

/** Where something is made and where it is used: every pair of replicas, or the target many times over. */
function pairsOf(field: Field): readonly (readonly [Way, Way])[] {
  const { replicas, target } = field;
  if (replicas.length < 2) return Array.from({ length: 6 }, () => [target, target] as const);
  const pairs = replicas.flatMap((one) => replicas.filter((two) => two !== one).map((two) => [one, two] as const));
  const [first] = replicas;
  return first === undefined ? pairs : [[first, first] as const, ...pairs.slice(0, 6), [target, target] as const];
}

/** A state minted on one replica, redeemed on another; then again, and altered. */
async function roundTrips(field: Field, flow: Visitor, known: Known): Promise<void> {
  if (known.asking === undefined) return;
  let turn = 0;
  for (const [mint, redeem] of pairsOf(field)) {
    turn += 1;
    const name = `${turn}/${mint.name}>${redeem.name}`;
    const minted = await visit(flow, known.asking, { tag: `mrtr/mint/${name}`, way: mint });
    const retry = retryOf(known.asking, minted);
    if (retry === undefined) continue;
    await visit(flow, retry, { tag: `mrtr/redeem/${name}`, way: redeem });
    await visit(flow, retry, { tag: `mrtr/replay/${name}`, way: mint });
    await visit(flow, altered(retry), { tag: `mrtr/altered/${name}`, way: redeem });
  }
}

/** The request again, with what was asked for; `undefined` where nothing was asked. */
function retryOf(step: Step, minted: Seen): Step | undefined {
  const result = resultIn(minted.asked);
  if (result?.['resultType'] !== 'input_required') return undefined;
  const requests = (result['inputRequests'] ?? {}) as Readonly<
    Record<string, { method?: string; params?: JsonObject }>
  >;
  const inputResponses = Object.fromEntries(
    Object.entries(requests).map(([key, { method, params }]) => [key, answerTo(method ?? '', params ?? {})]),
  ) as JsonObject;
  const state = result['requestState'];
  return {
    ...step,
    params: { ...step.params, inputResponses, ...(typeof state === 'string' ? { requestState: state } : {}) },
  };
}

function answerTo(method: string, params: JsonObject): JsonObject {
  if (method === 'roots/list') return { roots: [] };
  if (method === 'sampling/createMessage')
    return { role: 'assistant', content: { type: 'text', text: 'ok' }, model: 'assay', stopReason: 'endTurn' };
  const schema = params['requestedSchema'] as
    { readonly properties?: JsonObject; readonly required?: readonly string[] } | undefined;
  const content = Object.fromEntries(
    (schema?.required ?? []).map((name) => [name, fieldValue((schema?.properties?.[name] ?? {}) as JsonObject)]),
  );
  return { action: 'accept', content };
}

function fieldValue(field: JsonObject): Json {
  if (Array.isArray(field['enum'])) return (field['enum'] as readonly Json[])[0] ?? '';
  if (field['default'] !== undefined) return field['default'] as Json;
  if (field['type'] === 'boolean') return true;
  if (field['type'] === 'number' || field['type'] === 'integer') return Number(field['minimum'] ?? 1);
  if (field['format'] === 'email') return 'assay@example.com';
  return 'assay';
}

/** One character in the middle of the state changed to another of the same kind. */
function altered(step: Step): Step {
  const state = step.params?.['requestState'];
  if (typeof state !== 'string' || state.length < 4) return step;
  const place = Math.floor(state.length / 2);
  const letter = state[place] === 'A' ? 'B' : 'A';
  return {
    ...step,
    params: { ...step.params, requestState: `${state.slice(0, place)}${letter}${state.slice(place + 1)}` },
  };
}

/** The second page, by the cursor of one replica on each of them. */
async function cursors(field: Field, flow: Visitor, known: Known): Promise<void> {
  if (known.paged === undefined) return;
  let turn = 0;
  for (const [from, to] of pairsOf(field)) {
    turn += 1;
    const first = await visit(flow, stepOf(known.paged), { tag: `cursor/first/${turn}/${from.name}`, way: from });
    const cursor = resultIn(first.asked)?.['nextCursor'];
    if (typeof cursor !== 'string') continue;
    await visit(flow, stepOf(known.paged, { cursor }), { tag: `cursor/own/${turn}/${from.name}`, way: from });
    await visit(flow, stepOf(known.paged, { cursor }), {
      tag: `cursor/other/${turn}/${from.name}>${to.name}`,
      way: to,
    });
  }
}

/** A task made on one replica, looked for on another. */
async function tasks(field: Field): Promise<void> {
  const way = field.replicas[0] ?? field.target;
  const flow = await openIn(field, 'tasks', { clientCapabilities: WITH_TASKS, way });
  const capabilities = resultIn(flow.opened.asked)?.['capabilities'] as JsonObject | undefined;
  const extensions = capabilities?.['extensions'] as JsonObject | undefined;
  if (extensions?.['io.modelcontextprotocol/tasks'] === undefined) return;
  const step = await taskStep(flow);
  if (step === undefined) return;
  let turn = 0;
  for (const [from, to] of pairsOf(field)) {
    turn += 1;
    const made = await visit(flow, step, { tag: `task/make/${turn}/${from.name}`, way: from });
    const taskId = resultIn(made.asked)?.['taskId'];
    if (typeof taskId !== 'string') continue;
    await visit(flow, stepOf('tasks/get', { taskId }), { tag: `task/own/${turn}/${from.name}`, way: from });
    await visit(flow, stepOf('tasks/get', { taskId }), { tag: `task/other/${turn}/${from.name}>${to.name}`, way: to });
  }
}

/** The first call without arguments, annotated read-only, that gives a task. */
async function taskStep(flow: Visitor): Promise<Step | undefined> {
  const { tools } = await listTools(flow);
  for (const tool of tools.slice(0, 40)) {
    const schema = tool['inputSchema'] as { readonly required?: readonly string[] } | undefined;
    const readOnly = (tool['annotations'] as JsonObject | undefined)?.['readOnlyHint'] === true;
    if (!readOnly || (schema?.required ?? []).length > 0) continue;
    const name = String(tool['name']);
    const step = stepOf('tools/call', { name, arguments: {} }, `tools/call ${name}`);
    const tried = await visit(flow, step, { tag: 'discover', timeoutMs: 2000 });
    if (resultIn(tried.asked)?.['resultType'] === 'task') return step;
  }
  return undefined;
}

const LISTEN_MS = 1200;

/** A subscription held on one replica while the change happens on another. */
async function changes(field: Field, flow: Visitor, known: Known): Promise<void> {
  const changing = known.changing;
  if (changing === undefined) return;
  let turn = 0;
  for (const [held, changed] of pairsOf(field).slice(0, 4)) {
    turn += 1;
    const notifications = { toolsListChanged: true, promptsListChanged: true, resourcesListChanged: true };
    const name = `${turn}/${held.name}>${changed.name}`;
    const listening = visit(flow, stepOf('subscriptions/listen', { notifications }), {
      tag: `listen/held/${name}`,
      way: held,
      timeoutMs: LISTEN_MS,
      until: ({ data }) => data.includes('list_changed'),
    });
    await new Promise((resolve) => setTimeout(resolve, 150));
    await visit(flow, changing, { tag: `listen/change/${name}`, way: changed });
    await listening;
  }
}

// The same questions to two targets: lists, calls, prompts, resources, errors; and what came beside the answers.

import { exampleArguments } from '../../artifacts/example-value.ts';
import { dummyArguments } from '../../artifacts/prompt-gets.ts';
import { prompts } from '../../artifacts/prompts.ts';
import { resourceTemplates } from '../../artifacts/resource-templates.ts';
import { resources } from '../../artifacts/resources.ts';
import { tools } from '../../artifacts/tools.ts';
import { artifact } from '../../kernel/check.ts';
import type { Artifact, Session, ViewReader } from '../../kernel/check.ts';
import { errorOf, isObject, member, resultOf } from '../../kernel/look.ts';
import type { Exchange, Json, JsonObject, Recording } from '../../kernel/recording.ts';
import { snapshot } from '../snapshot.ts';
import type { Snapshot } from '../snapshot.ts';
import { shapeOf } from './shape.ts';

/** One question, named so that the answers of two targets can be put side by side. */
export interface Question {
  readonly key: string;
  readonly method: string;
  readonly params: JsonObject;
}

export interface Answered {
  readonly key: string;
  readonly method: string;
  /** Of each time that it was asked. */
  readonly shapes: readonly string[];
  readonly sizes: readonly number[];
  readonly ms: readonly number[];
  readonly exchange: Exchange;
}

/** Messages of the target that are no answers, by what they are. */
export const BESIDE = {
  'notifications/progress': 'progress',
  'notifications/message': 'log messages',
  'sampling/createMessage': 'sampling',
  'elicitation/create': 'elicitation',
  'roots/list': 'roots',
} as const;
export type Beside = (typeof BESIDE)[keyof typeof BESIDE];

export interface Survey {
  readonly revision: string;
  readonly era: string;
  readonly speaks: readonly string[];
  readonly snapshot: Snapshot;
  readonly order: readonly string[];
  readonly answers: readonly Answered[];
  readonly beside: Readonly<Record<Beside, number>>;
  readonly statuses: Readonly<Record<string, number>>;
  /** Where the tools were listed, for findings about lists. */
  readonly listed: Exchange | undefined;
  readonly opening: Exchange | undefined;
  readonly recording: Recording;
}

const by = 'artifact:survey';
const REPEATS = 3;
const QUICK_MS = 400;
const PATIENCE = 12_000;
const CALLS = 24;
const WRITTEN = 60;
const OTHERS = 4;

/** A call that somebody wrote down for a tool, in a contract. */
export interface WrittenCall {
  readonly tool: string;
  readonly name: string;
  readonly params: JsonObject;
}

/** Questions that a target's own lists lead to: calls that are allowed, prompts, resources, and two that must fail. */
export function questionsFor(
  session: Session,
  views: ViewReader,
  written: readonly WrittenCall[] = [],
): readonly Question[] {
  const allowed = new Set(session.callable);
  const named = (list: typeof tools, key: string): readonly { readonly value: unknown; readonly name: string }[] =>
    views(list).items.flatMap(({ value }) => {
      const name = member(value, key);
      return typeof name === 'string' ? [{ value, name }] : [];
    });
  const asked = written
    .filter(({ tool }) => allowed.has(tool))
    .slice(0, WRITTEN)
    .map(({ tool, name, params }): Question => ({
      key: `call ${tool}: ${name}`,
      method: 'tools/call',
      params: { name: tool, ...params },
    }));
  const calls = named(tools, 'name')
    .filter(({ name, value }) => allowed.has(name) && member(member(value, 'execution'), 'taskSupport') !== 'required')
    .filter(({ name }) => !written.some(({ tool }) => tool === name))
    .slice(0, CALLS)
    .map(({ name, value }): Question => ({
      key: `call ${name}`,
      method: 'tools/call',
      params: { name, arguments: exampleArguments(member(value, 'inputSchema')).value },
    }));
  const gets = named(prompts, 'name')
    .slice(0, OTHERS)
    .map(({ name, value }): Question => ({
      key: `prompt ${name}`,
      method: 'prompts/get',
      params: { name, arguments: dummyArguments({ value }) },
    }));
  const reads = named(resources, 'uri')
    .slice(0, OTHERS)
    .map(({ name }): Question => ({ key: `resource ${name}`, method: 'resources/read', params: { uri: name } }));
  return [
    ...asked,
    ...calls,
    ...gets,
    ...reads,
    { key: 'an unknown tool', method: 'tools/call', params: { name: 'assay__no_such_tool', arguments: {} } },
    { key: 'an unknown resource', method: 'resources/read', params: { uri: 'assay:///no-such-thing' } },
  ];
}

async function ask(session: Session, questions: readonly Question[]): Promise<void> {
  const declared = (key: string): boolean => isObject(member(session.capabilities, key));
  if (declared('logging') && session.era === 'initialize')
    await session.request('logging/setLevel', { level: 'debug' }, { tag: 'logs' });
  const meta: Readonly<Record<string, Json>> =
    session.era === 'per-request' ? { 'io.modelcontextprotocol/logLevel': 'debug' } : {};
  let token = 0;
  for (const { key, method, params } of questions) {
    for (let round = 0; round < REPEATS && session.alive; round += 1) {
      token += 1;
      const exchange = await session.request(method, params, {
        tag: key,
        progressToken: `ask-${token}`,
        timeout: PATIENCE,
        meta,
      });
      if (exchange.ms > QUICK_MS || resultOf(exchange) === undefined) break;
    }
  }
}

/** HTTP answers of which clients make sense by status alone. */
async function askStatuses(session: Session): Promise<void> {
  if (session.transport !== 'streamable-http') return;
  const strange = { 'Mcp-Session-Id': '00000000-0000-4000-8000-000000000000' };
  const body = JSON.stringify({ jsonrpc: '2.0', id: 'assay-status', method: 'tools/list', params: {} });
  const json = { 'Content-Type': 'application/json' };
  await session.http({
    method: 'POST',
    body,
    headers: { ...json, ...strange },
    tag: 'POST with an unknown session',
    deliberate: 'unknown session id',
  });
  await session.http({ method: 'POST', body: '{', headers: json, tag: 'POST of no JSON', deliberate: 'no JSON' });
  await session.http({ method: 'PUT', body, headers: json, tag: 'PUT', deliberate: 'a method that is not served' });
  await session.http({
    method: 'POST',
    body,
    headers: { ...json, 'MCP-Protocol-Version': '1999-01-01' },
    tag: 'POST of an unknown revision',
    deliberate: 'unknown revision',
  });
}

/** How the questions are agreed on between two targets that are asked at the same time. */
export interface Agreement {
  readonly questions: (session: Session, views: ViewReader) => Promise<readonly Question[]>;
  /** Waits until the other one is done, where that is needed to judge. */
  readonly done?: () => Promise<void>;
}

export const surveyArtifact = (agreement: Agreement | undefined): Artifact<Survey> =>
  artifact<Survey>({
    id: 'survey',
    after: [tools, prompts, resources, resourceTemplates, snapshot],
    ...(agreement === undefined
      ? {}
      : {
          gather: async (session: Session, views: ViewReader) => {
            await ask(session, await agreement.questions(session, views));
            await askStatuses(session);
            await session.settle(200);
            await agreement.done?.();
          },
        }),
    read,
  });

function read(recording: Recording, views: ViewReader): Survey {
  const own = recording.exchanges.filter((exchange) => exchange.by === by && exchange.tag !== undefined);
  const statuses: Record<string, number> = {};
  for (const exchange of own)
    if (exchange.method === 'http' && exchange.status !== undefined) statuses[exchange.tag ?? ''] = exchange.status;
  const asked = own.filter(
    (exchange) => exchange.method.includes('/') && exchange.tag !== 'logs' && exchange.tag !== 'fence',
  );
  const keys = [...new Set(asked.map((exchange) => exchange.tag ?? ''))];
  return {
    revision: recording.revision,
    era: recording.era,
    speaks: recording.facts.speaks,
    snapshot: views(snapshot),
    order: views(tools).items.map((item) => String(member(item.value, 'name'))),
    answers: keys.flatMap((key) =>
      answered(
        key,
        asked.filter((exchange) => exchange.tag === key),
      ),
    ),
    beside: besideOf(recording),
    statuses,
    listed: views(tools).pages[0],
    opening: recording.exchanges.find(
      (exchange) => exchange.method === 'initialize' || exchange.method === 'server/discover',
    ),
    recording,
  };
}

function answered(key: string, exchanges: readonly Exchange[]): readonly Answered[] {
  const [exchange] = exchanges;
  if (exchange === undefined) return [];
  return [
    {
      key,
      method: exchange.method,
      shapes: exchanges.map(shapeOfExchange),
      sizes: exchanges.map((one) => one.response?.raw.length ?? 0),
      ms: exchanges.map((one) => one.ms),
      exchange,
    },
  ];
}

function shapeOfExchange(exchange: Exchange): string {
  const error = errorOf(exchange);
  if (error !== undefined) return `error ${String(error.code)}`;
  const result = resultOf(exchange);
  return result === undefined ? exchange.outcome : shapeOf(exchange.method, result);
}

/** Counted in the messages that came while the questions were asked. */
function besideOf(recording: Recording): Readonly<Record<Beside, number>> {
  const counts: Record<Beside, number> = { progress: 0, 'log messages': 0, sampling: 0, elicitation: 0, roots: 0 };
  for (const frame of recording.frames) {
    const method = frame.origin === 'target' ? member(frame.json, 'method') : undefined;
    if (typeof method === 'string' && Object.hasOwn(BESIDE, method)) counts[BESIDE[method as keyof typeof BESIDE]] += 1;
  }
  return counts;
}

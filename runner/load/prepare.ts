// Looks at the target before it is loaded: which era, what can be asked, and what right answers look like.

import type { JsonObject } from '../../suites/kernel/recording.ts';
import { isRevision, type Revision } from '../../suites/kernel/revision.ts';
import { resultIn, type Asked } from './ask.ts';
import { judgeText, learnTemplate, sameTemplate, sortedJson, foreignMarker, type Want } from './answer.ts';
import { markerOf, type Dress } from './dress.ts';
import { exampleArguments } from './example-arguments.ts';
import { askStep, closePlain, freshId, openPlain, stepOf, type Place } from './plain-session.ts';
import type { Expectation, Scenario, Step } from './shape.ts';

export interface PrepareOptions {
  readonly revision?: Revision;
  readonly calls: 'none' | 'readonly' | 'all';
  readonly allow: readonly string[];
  /** Steps the operator named; used instead of a mix found here. */
  readonly steps?: readonly Step[];
  readonly order?: Scenario['order'];
  readonly run: string;
}

export interface Prepared {
  readonly scenario: Scenario;
  readonly server: { readonly name?: string; readonly version?: string };
  readonly capabilities: JsonObject;
  /** What was left out of the mix, and why. */
  readonly left: readonly string[];
}

export class Unready extends Error {}

/** Slower steps are not mixed in by themselves: they would set the pace of everything. */
const SLOW_MS = 1000;
const TOOLS_IN_MIX = 4;

/** Whatever can be asked, over either transport. */
export interface Speaker {
  readonly dress: Dress;
  /** Result of initialize or server/discover. */
  readonly opening: Readonly<Record<string, unknown>>;
  ask(step: Step, id: number, marker: string): Promise<Reply>;
  close(): Promise<void>;
}

export interface Reply {
  /** The JSON-RPC response as text, where one came. */
  readonly text: string | undefined;
  readonly result: Readonly<Record<string, unknown>> | undefined;
  readonly ms: number;
  /** How it ended, in words. */
  readonly ending: string;
}

/** Opens a speaker at a revision; a text says why it could not. */
export type Opener = (revision: Revision) => Promise<Speaker | string>;

export interface Ready {
  readonly prepared: Prepared;
  /** Still open: a stdio server is loaded on the process that was prepared. */
  readonly speaker: Speaker;
}

/** @throws Unready where the target cannot be opened or offers nothing to ask. */
export async function prepare(open: Opener, options: PrepareOptions): Promise<Ready> {
  const speaker = await openBest(open, options.revision);
  const other = await open(speaker.dress.revision);
  const second = typeof other === 'string' ? speaker : other;
  const capabilities = object(speaker.opening['capabilities']);
  const candidates = options.steps ?? (await findSteps(speaker, capabilities, options));
  const left: string[] = [];
  const steps: Step[] = [];
  for (const step of candidates) {
    const learnt = await learn(step, speaker, second, options);
    if (typeof learnt === 'string') left.push(`${step.name}: ${learnt}`);
    else steps.push(learnt);
  }
  if (second !== speaker) await second.close();
  if (steps.length === 0) {
    await speaker.close();
    throw new Unready(`nothing to send: ${left.join('; ') || 'the target offers nothing that may be asked'}`);
  }
  const { revision, era } = speaker.dress;
  const order = options.order ?? 'weighted';
  const scenario: Scenario = { format: 'assay-scenario/1', revision, era, order, steps };
  return { speaker, prepared: { scenario, server: serverOf(speaker.opening), capabilities, left } };
}

async function openBest(open: Opener, wanted: Revision | undefined): Promise<Speaker> {
  const tried: string[] = [];
  for (const revision of wanted === undefined ? (['2026-07-28', '2025-11-25'] as const) : [wanted]) {
    const speaker = await open(revision);
    if (typeof speaker !== 'string' && isRevision(speaker.dress.revision)) return speaker;
    tried.push(`${revision}: ${typeof speaker === 'string' ? speaker : 'an unknown revision was chosen'}`);
    if (typeof speaker !== 'string') await speaker.close();
  }
  throw new Unready(`the target could not be opened (${tried.join('; ')})`);
}

/** Speakers over Streamable HTTP, each a session of its own. */
export const httpOpener =
  (place: Place): Opener =>
  async (revision) => {
    const session = await openPlain(place, revision);
    const opening = resultIn(session.opened);
    if (opening === undefined) return endingOf(session.opened);
    return {
      dress: session.dress,
      opening,
      ask: async (step, id, marker) => {
        const asked = await askStep(session, step, { id, marker });
        return { text: asked.text, result: resultIn(asked), ms: asked.ms, ending: endingOf(asked) };
      },
      close: () => closePlain(session),
    };
  };

export const endingOf = (asked: Asked): string =>
  asked.failed === undefined
    ? `HTTP ${asked.status} ${(asked.text ?? asked.body).slice(0, 120)}`
    : `${asked.failed.kind}, ${asked.failed.message}`;

function serverOf(opening: Readonly<Record<string, unknown>>): Prepared['server'] {
  const meta = object(opening['_meta'])['io.modelcontextprotocol/serverInfo'];
  const { name, version } = object(opening['serverInfo'] ?? meta);
  return {
    ...(typeof name === 'string' ? { name } : {}),
    ...(typeof version === 'string' ? { version } : {}),
  };
}

async function findSteps(session: Speaker, capabilities: JsonObject, options: PrepareOptions): Promise<Step[]> {
  const steps: Step[] = [];
  if (capabilities['tools'] !== undefined) {
    steps.push({ ...stepOf('tools/list'), weight: 2 });
    const tools = await listOf(session, 'tools/list', 'tools');
    steps.push(...toolSteps(tools, options));
  }
  if (capabilities['resources'] !== undefined) {
    steps.push(stepOf('resources/list'));
    const [first] = await listOf(session, 'resources/list', 'resources');
    const uri = object(first)['uri'];
    if (typeof uri === 'string') steps.push({ ...stepOf('resources/read', { uri }), weight: 3 });
  }
  if (capabilities['prompts'] !== undefined) steps.push(stepOf('prompts/list'));
  if (steps.length === 0 && session.dress.era === 'initialize') steps.push(stepOf('ping'));
  if (steps.length === 0) steps.push(stepOf('server/discover'));
  return steps;
}

const PAGES = 10;

/** All pages of a list, within reason. */
async function listOf(session: Speaker, method: string, member: string): Promise<readonly unknown[]> {
  const items: unknown[] = [];
  let cursor: string | undefined;
  for (let page = 0; page < PAGES; page += 1) {
    const step = stepOf(method, cursor === undefined ? undefined : { cursor });
    const { result } = await session.ask(step, freshId(), '');
    if (Array.isArray(result?.[member])) items.push(...(result[member] as readonly unknown[]));
    const next = result?.['nextCursor'];
    if (typeof next !== 'string' || next === cursor) break;
    cursor = next;
  }
  return items;
}

function toolSteps(tools: readonly unknown[], options: PrepareOptions): Step[] {
  return tools
    .map(object)
    .filter((tool) => mayCall(tool, options))
    .flatMap((tool): Step[] => {
      const given = exampleArguments(tool['inputSchema']);
      if (given === undefined) return [];
      const name = String(tool['name']);
      return [{ ...stepOf('tools/call', { name, arguments: given }, `tools/call ${name}`), weight: 4 }];
    })
    .slice(0, TOOLS_IN_MIX);
}

export function mayCall(tool: JsonObject, options: Pick<PrepareOptions, 'calls' | 'allow'>): boolean {
  if (options.calls === 'none') return false;
  if (options.allow.includes(String(tool['name']))) return true;
  return options.calls === 'all' || object(tool['annotations'])['readOnlyHint'] === true;
}

/** Asks three times, in two sessions, and keeps what the answers have in common; a text says why a step is left out. */
async function learn(step: Step, first: Speaker, second: Speaker, options: PrepareOptions): Promise<Step | string> {
  const seen: { readonly want: Want; readonly asked: Reply }[] = [];
  for (const session of [first, second, first]) {
    const id = freshId();
    const marker = markerOf(options.run, id);
    const want = { id, marker, markerPrefix: `am${options.run}x` };
    const asked = await session.ask(step, id, marker);
    const wrong = asked.text === undefined ? asked.ending : judgeText(asked.text, step, want);
    if (wrong !== undefined) return `answered with ${wrong}`;
    if (asked.result?.['resultType'] === 'input_required') return 'asks back for input';
    if (asked.ms > SLOW_MS && options.steps === undefined) return `takes ${Math.round(asked.ms)} ms`;
    seen.push({ want, asked });
  }
  return { ...step, expect: { ...step.expect, ...expectationOf(step, seen) } };
}

function expectationOf(step: Step, seen: readonly { readonly want: Want; readonly asked: Reply }[]): Expectation {
  const marked = JSON.stringify(step.params ?? {}).includes('{{marker}}');
  const own = seen.every(({ want, asked }) => asked.text?.includes(want.marker) === true);
  const clean = seen.every(({ want, asked }) => !foreignMarker(asked.text ?? '', want));
  const templates = seen.map(({ want, asked }) =>
    learnTemplate(asked.text ?? '', marked ? want : { ...want, marker: '' }),
  );
  const [template] = templates;
  const stable = template !== undefined && templates.every((one) => sameTemplate(one, template));
  const results = seen.map(({ asked }) => sortedJson(asked.result));
  const same = results.every((result) => result === results[0]);
  return {
    ...(marked && own && clean ? { echo: true } : {}),
    ...(stable ? { template } : {}),
    ...(same && results[0] !== undefined ? { result: results[0] } : {}),
  };
}

const object = (value: unknown): JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonObject) : {};

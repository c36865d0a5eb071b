// Finds out, by asking, what of a target shows whose answer an answer is: an echo, a note kept per session, a streamed
// call, a call that announces on the listening stream, a call that asks back.

import type { JsonObject } from '../../suites/kernel/recording.ts';
import { resultIn } from '../load/ask.ts';
import { markerOf } from '../load/dress.ts';
import { exampleArguments } from '../load/example-arguments.ts';
import { freshId, stepOf } from '../load/plain-session.ts';
import { mayCall, type PrepareOptions } from '../load/prepare.ts';
import { MARKER, type Step } from '../load/shape.ts';
import { abreast } from './abreast.ts';
import { visit, type Visitor, type VisitOptions } from './visitor.ts';
import type { Seen } from './witness.ts';

export interface Known {
  /** Gives back the marker of its own request. */
  readonly echo?: Step;
  /** Keeps a marker for the session; `recall` gives it back, in that session alone. */
  readonly remember?: Step;
  readonly recall?: Step;
  /** Streams events before its answer. */
  readonly streamed?: Step;
  /** 2026-07-28: answers with input_required and a requestState. */
  readonly asking?: Step;
  /** Its first page names a next one. */
  readonly paged?: string;
  /** 2026-07-28: makes a list change, which a subscription tells. */
  readonly changing?: Step;
  /** Cheap, changes nothing, and is served: a list, or a ping. */
  readonly base: Step;
  readonly tools: readonly JsonObject[];
  readonly callable: readonly Step[];
}

const TRIED = 16;
/** Calls that take longer are not used: they are made many times over. */
const CALL_MS = 2500;

/** Asked of two sessions on the same way, before anything is judged. */
export async function discover(
  one: Visitor,
  two: Visitor,
  options: Pick<PrepareOptions, 'calls' | 'allow'> & { readonly run: string },
): Promise<Known> {
  const { tools, pages } = baseOf(one).method === 'tools/list' ? await listTools(one) : { tools: [], pages: 0 };
  const paged = pages > 1 ? { paged: 'tools/list' } : {};
  const callable = tools
    .filter((tool) => mayCall(tool, options))
    .flatMap(callOf)
    .slice(0, TRIED);
  const tried: Tried[] = [];
  await abreast(callable, async (step) => {
    const marker = markerOf(options.run, freshId());
    const seen = await persist(one, withProgress(step), {
      tag: 'discover',
      marker,
      timeoutMs: Math.min(one.timeoutMs, CALL_MS),
    });
    tried.push({ step, marker, seen });
  });
  const inOrder = tried.toSorted((a, b) => callable.indexOf(a.step) - callable.indexOf(b.step));
  const firstWhere = (test: (call: Tried) => boolean): Step | undefined => inOrder.find(test)?.step;
  const echo = firstWhere(({ step, marker, seen }) => marked(step) && textOf(seen).includes(marker));
  const [longest] = inOrder
    .filter(({ seen }) => spreadOf(seen) >= 100 && resultIn(seen.asked) !== undefined)
    .toSorted((a, b) => spreadOf(b.seen) - spreadOf(a.seen));
  const streamed = longest?.step;
  const asking = firstWhere(({ seen }) => {
    const result = resultIn(seen.asked);
    return result?.['resultType'] === 'input_required' && typeof result['requestState'] === 'string';
  });
  return {
    base: baseOf(one),
    tools,
    callable,
    ...paged,
    ...(echo === undefined ? {} : { echo }),
    ...(streamed === undefined ? {} : { streamed }),
    ...(asking === undefined ? {} : { asking }),
    ...(await findChanging(one, callable)),
    ...(await findNote(one, two, inOrder)),
  };
}

const BASES = [
  ['tools', 'tools/list'],
  ['resources', 'resources/list'],
  ['prompts', 'prompts/list'],
] as const;

/** What this server surely serves, by the capabilities it declares. */
export function baseOf(visitor: Visitor): Step {
  const capabilities = resultIn(visitor.opened.asked)?.['capabilities'];
  const declared = typeof capabilities === 'object' && capabilities !== null ? capabilities : {};
  const [, method] = BASES.find(([capability]) => capability in declared) ?? [];
  return stepOf(method ?? (visitor.dress.era === 'initialize' ? 'ping' : 'server/discover'));
}

const PAGES = 20;

/** All pages of the tools, as far as they can be had. */
export async function listTools(
  visitor: Visitor,
): Promise<{ readonly tools: readonly JsonObject[]; readonly pages: number }> {
  const tools: JsonObject[] = [];
  let cursor: string | undefined;
  for (let page = 1; page <= PAGES; page += 1) {
    const step = stepOf('tools/list', cursor === undefined ? undefined : { cursor });
    const result = resultIn((await persist(visitor, step, { tag: 'discover' })).asked);
    const list = result?.['tools'];
    if (Array.isArray(list)) tools.push(...(list as readonly JsonObject[]));
    const next = result?.['nextCursor'];
    if (typeof next !== 'string' || next === cursor) return { tools, pages: page };
    cursor = next;
  }
  return { tools, pages: PAGES };
}

interface Tried {
  readonly step: Step;
  readonly marker: string;
  readonly seen: Seen;
}

function callOf(tool: JsonObject): Step[] {
  const given = exampleArguments(tool['inputSchema']);
  const name = String(tool['name']);
  return given === undefined ? [] : [stepOf('tools/call', { name, arguments: given }, `tools/call ${name}`)];
}

/** The call with a progress token, so that whatever can stream does. */
export const withProgress = (step: Step): Step => ({
  ...step,
  params: { ...step.params, _meta: { progressToken: `assay-${freshId()}` } },
});

const marked = (step: Step): boolean => JSON.stringify(step.params).includes(MARKER);
export const textOf = (seen: Seen): string => seen.asked.text ?? '';

function spreadOf(seen: Seen): number {
  const events = seen.asked.events.filter(({ data }) => data !== '');
  return events.length < 2 ? 0 : (events.at(-1)?.atMs ?? 0) - (events[0]?.atMs ?? 0);
}

/** A call whose text comes back from another call, in the same session and in no other. */
async function findNote(
  one: Visitor,
  two: Visitor,
  tried: readonly Tried[],
): Promise<Pick<Known, 'remember' | 'recall'>> {
  const written = tried.filter(({ step, seen }) => marked(step) && resultIn(seen.asked) !== undefined);
  for (const { step } of tried.filter((call) => !marked(call.step))) {
    const again = textOf(await persist(one, step, { tag: 'discover' }));
    const from = written.find(({ marker }) => again.includes(marker));
    if (from === undefined) continue;
    const elsewhere = textOf(await persist(two, step, { tag: 'discover' }));
    if (!elsewhere.includes(from.marker)) return { remember: from.step, recall: step };
  }
  return {};
}

/** Behind a balancer that loses sessions some requests still reach the right replica: asks until one does. */
async function persist(visitor: Visitor, step: Step, options: VisitOptions): Promise<Seen> {
  let seen = await visit(visitor, step, options);
  for (let turn = 0; turn < 7 && (seen.asked.status === 400 || seen.asked.status === 404); turn += 1)
    seen = await visit(visitor, step, options);
  return seen;
}

const LISTEN_MS = 1500;

/** The call after which a subscription on the same way tells of a changed list. */
async function findChanging(visitor: Visitor, callable: readonly Step[]): Promise<Pick<Known, 'changing'>> {
  if (visitor.dress.era !== 'per-request' || callable.length === 0) return {};
  let heard = 0;
  const notifications = { toolsListChanged: true, promptsListChanged: true, resourcesListChanged: true };
  const listening = visit(visitor, stepOf('subscriptions/listen', { notifications }), {
    tag: 'discover',
    timeoutMs: LISTEN_MS,
    onEvent: ({ data }) => void (heard += data.includes('list_changed') ? 1 : 0),
  });
  await pause(100);
  let found: Step | undefined;
  for (const step of callable) {
    await visit(visitor, step, { tag: 'discover' });
    await pause(30);
    if (heard > 0) {
      found = step;
      break;
    }
  }
  await listening;
  return found === undefined ? {} : { changing: found };
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

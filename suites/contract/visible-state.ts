// What can be seen of a server without changing it, and whether calling a tool changes it: looked at before, between, after.

import { exampleArguments } from '../artifacts/example-value.ts';
import { wordsIn } from '../artifacts/messages.ts';
import { callableTools, taskOnly } from '../artifacts/safe-calls.ts';
import type { Listing } from '../artifacts/listing.ts';
import { canonical } from '../generation/plain.ts';
import type { Finding, Judged, Look, Session } from '../kernel/check.ts';
import { at, brief, isObject, member, resultOf } from '../kernel/look.ts';
import type { Exchange } from '../kernel/recording.ts';

export type Hint = 'readOnlyHint' | 'idempotentHint';

/** Tools put to the test, and tools that look, at most. */
const MOST = { tested: 8, lookers: 3 };

/** Words of tools that do something: these are tried first. */
const DOES =
  /\b(?:add|append|book|change|clear|create|delete|edit|insert|mark|move|put|post|remove|rename|reset|save|send|set|start|stop|store|update|write)/iu;

const named = (tool: unknown): string => String(member(tool, 'name'));
const hint = (tool: unknown, name: Hint): boolean => member(member(tool, 'annotations'), name) === true;

/** Tools with the hint; one that only reads is idempotent by itself. */
export function tested(listing: Listing, callable: readonly string[], name: Hint): readonly unknown[] {
  return callableTools(listing.items, callable)
    .filter((tool) => !taskOnly(tool))
    .map(({ value }) => value)
    .filter((tool) => hint(tool, name) && (name === 'readOnlyHint' || !hint(tool, 'readOnlyHint')))
    .toSorted(
      (a, b) => Number(DOES.test(named(b).replaceAll('_', ' '))) - Number(DOES.test(named(a).replaceAll('_', ' '))),
    )
    .slice(0, MOST.tested);
}

/** Read-only tools that need no arguments: they show a state, where there is one. */
function lookers(listing: Listing, callable: readonly string[]): readonly string[] {
  return callableTools(listing.items, callable)
    .filter((tool) => !taskOnly(tool))
    .map(({ value }) => value)
    .filter((tool) => {
      const schema = member(tool, 'inputSchema');
      const required = member(schema, 'required');
      return hint(tool, 'readOnlyHint') && isObject(schema) && (!Array.isArray(required) || required.length === 0);
    })
    .map(named)
    .slice(0, MOST.lookers);
}

/** Resources read in one round. */
const READ = 2;

/** One round of looking: lists, some resources, and tools that show a state. The tool under test does not look at itself. */
async function look(session: Session, names: readonly string[], tag: string): Promise<readonly Exchange[]> {
  const lists = ['resources', 'prompts'].filter((kind) => isObject(member(session.capabilities, kind)));
  const seen = await Promise.all([
    ...lists.map((kind) => session.request(`${kind}/list`, undefined, { tag: `${tag}:${kind}/list` })),
    ...names.map((name) =>
      session.request('tools/call', { name, arguments: {} }, { tag: `${tag}:${name}`, timeout: 2000 }),
    ),
  ]);
  const listed = member(resultOf(lists.includes('resources') ? seen[0] : undefined), 'resources');
  const uris = (Array.isArray(listed) ? (listed as readonly unknown[]) : []).map((one) => member(one, 'uri'));
  for (const uri of uris.filter((one) => typeof one === 'string').slice(0, READ))
    seen.push(await session.request('resources/read', { uri }, { tag: `${tag}:${uri}`, timeout: 2000 }));
  return seen;
}

/**
 * Looks twice without a call between, then after each of `calls` calls. Where something moved with the last of them, it
 * looks once more after as long as a call took, and tries again, with a stillness before each call: other probes are at
 * work meanwhile.
 */
export async function watchCalls(session: Session, listing: Listing, name: Hint, calls: number): Promise<void> {
  const all = lookers(listing, session.callable);
  const stateOf = statesOf();
  for (const tool of tested(listing, session.callable, name)) {
    if (!session.alive) return;
    const others = all.filter((other) => other !== named(tool));
    const given = exampleArguments(member(tool, 'inputSchema')).value;
    const lookAt = (moment: string): Promise<readonly Exchange[]> => look(session, others, `${named(tool)}:${moment}`);
    let slowest = 0;
    const call = async (tag: string): Promise<boolean> => {
      const params = { name: named(tool), arguments: given };
      const called = await session.request('tools/call', params, { tag: `${named(tool)}:${tag}`, timeout: 3000 });
      slowest = Math.max(slowest, called.ms);
      // What has no answer shows nothing, and takes long enough for every clock to move on.
      return resultOf(called) !== undefined;
    };
    await lookAt('idle:1');
    let last = await lookAt('idle:2');
    let suspect = false;
    for (let count = 1; count <= calls && (await call(`call:${count}`)); count += 1) {
      const now = await lookAt(`after:${count}`);
      suspect = differ(stateOf, last, now);
      last = now;
    }
    if (!suspect) continue;
    if (session.alive) await session.pause(slowest);
    await lookAt('idle:3');
    for (let count = 1; session.alive && count <= CONFIRMED; count += 1) {
      await lookAt(`before:${count}`);
      await session.pause(Math.max(STILL_MS, slowest));
      await lookAt(`still:${count}`);
      if (!(await call(`again:${count}`))) break;
      await lookAt(`moved:${count}`);
    }
  }
}

/** Rounds in which a suspicion is tried again, and how long nothing may move before each call. */
const CONFIRMED = 3;
const STILL_MS = 100;

const differ = (stateOf: StateOf, one: readonly Exchange[], two: readonly Exchange[]): boolean =>
  one.some((exchange, index) => stateOf(exchange) !== stateOf(two[index]));

/** A time of day, a date with one, seconds or milliseconds since 1970: it moves on by itself, whatever is called. */
const CLOCK =
  /\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?|\b\d{1,2}:\d\d(?::\d\d)?(?:\.\d+)?\b|\b1[5-9]\d{8}(?:\d{3})?(?:\.\d+)?\b/gu;

/** So does how long something has been running or is ago: `4s`, `1.5 minutes`, `2m 10s`. */
const LASTING = /\b\d+(?:\.\d+)? ?(?:ms|milliseconds?|s|secs?|seconds?|m|mins?|minutes?|h|hrs?|hours?|days?)\b/gu;

/** What an answer shows, less what moves by itself; `undefined` where it shows nothing. */
type StateOf = (exchange: Exchange | undefined) => string | undefined;

/** Reads each state once: a view is looked at many times, and mostly shows the same. */
function statesOf(): StateOf {
  const known = new Map<string, string>();
  return (exchange) => {
    const result = resultOf(exchange);
    const frame = exchange?.response;
    if (frame === undefined || result === undefined || result['isError'] === true) return undefined;
    const words = wordsIn(frame);
    let state = known.get(words);
    if (state === undefined)
      known.set(words, (state = canonical(result).replace(CLOCK, 'time').replace(LASTING, 'time')));
    return state;
  };
}

/**
 * A change counts where the view stands still without a call, and moves with every call that must not move it: once
 * could be the world, each time is the tool. `from` is the first call that must change nothing.
 */
export function judgeWatched(
  listing: Listing,
  callable: readonly string[],
  name: Hint,
  from: number,
  calls: number,
  seenBy: Look,
): Judged {
  const findings: Finding[] = [];
  const stateOf = statesOf();
  let seen = 0;
  for (const tool of tested(listing, callable, name)) {
    const prefix = named(tool);
    const views = seenBy.probe.filter(({ tag }) => tag?.startsWith(`${prefix}:idle:1:`) === true);
    for (const view of views) {
      const what = (view.tag ?? '').slice(`${prefix}:idle:1:`.length);
      const at0 = (moment: string): Exchange | undefined => seenBy.tagged(`${prefix}:${moment}:${what}`)[0];
      const idle = [1, 2].map((i) => stateOf(at0(`idle:${i}`)));
      const after = Array.from({ length: calls }, (_, i) => stateOf(at0(`after:${i + 1}`)));
      const last = at0('idle:3');
      const still = last === undefined ? after.at(-1) : stateOf(last);
      const states = [idle[1], ...after];
      if (idle[0] === undefined || idle[0] !== idle[1] || states.includes(undefined) || still !== after.at(-1))
        continue;
      seen += 1;
      const moved = states.slice(from).every((state, i) => state !== states[from - 1 + i]);
      const rounds = Array.from({ length: CONFIRMED }, (_, i) =>
        ['before', 'still', 'moved'].map((moment) => stateOf(at0(`${moment}:${i + 1}`))),
      );
      const confirmed = rounds.every(
        ([before, unmoved, after]) =>
          before !== undefined && after !== undefined && before === unmoved && before !== after,
      );
      if (!moved || !confirmed) continue;
      const exchange = seenBy.tagged(`${prefix}:call:${from}`)[0];
      findings.push({
        at: [at(exchange), at(at0(`after:${from}`), 'result')],
        got: `each call of ${prefix} changes what ${what} shows: ${brief(states[from], 80)}`,
        want: `as before the call: ${brief(states[from - 1], 80)}`,
        key: `${prefix}.${what}`,
      });
    }
  }
  return {
    seen,
    findings,
    note: `no tool with ${name} could be watched: none may be called, or nothing that stands still can be seen`,
  };
}

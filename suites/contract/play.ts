// Plays the steps of a contract on a session: calls, reads, lists and walks, with what earlier answers gave filled in.

import type { Session } from '../kernel/check.ts';
import { isObject } from '../kernel/look.ts';
import type { Exchange, JsonObject } from '../kernel/recording.ts';
import type { Observation, Step } from './format.ts';
import { query } from './json-path.ts';
import { captured, fill, rootsOf, unfilled } from './variables.ts';
import type { Variables } from './variables.ts';
import { until } from '../artifacts/until.ts';

/** Pages of one walk at most. */
export const PAGES = 200;

/** Where the exchanges of a step are found again: `3`, `3:before:0`, `3:first`, `3:during:1`. */
export const tagOf = (prefix: string, index: number): string => `${prefix}${index}`;

/** Plays steps in order; stops where a variable is missing or a tool may not be called: the judge says so. */
export async function play(
  session: Session,
  steps: readonly Step[],
  start: Variables,
  prefix = '',
): Promise<Variables> {
  let variables = start;
  for (const [i, step] of steps.entries()) {
    const next = await playOne(session, step, variables, tagOf(prefix, i));
    if (next === undefined) return variables;
    variables = next;
  }
  return variables;
}

/** Nothing can be sent for a step whose variables nobody filled. */
export const isReady = (step: Step): boolean => unfilled(sentParts(step)).length === 0;

export const sentParts = (step: Step): unknown =>
  'call' in step
    ? [step.call, step.arguments, step.expect?.unchanged]
    : 'read' in step
      ? [step.read]
      : 'walk' in step
        ? [step.walk, step.arguments]
        : [];

async function playOne(
  session: Session,
  given: Step,
  variables: Variables,
  tag: string,
): Promise<Variables | undefined> {
  const step = fill(given, variables);
  if (!isReady(step)) return undefined;
  if ('call' in step) return playCall(session, step, variables, tag);
  if ('read' in step) {
    const exchange = await session.request('resources/read', { uri: step.read }, { tag });
    return { ...variables, ...captured(exchange, step.capture) };
  }
  if ('list' in step) {
    await listAll(session, step.list, tag);
    return variables;
  }
  if ('notified' in step) {
    await waitFor(session, step.notified, step.withinMs ?? 2000);
    await session.settle(0);
    return variables;
  }
  return playWalk(session, step, variables, tag);
}

async function playCall(
  session: Session,
  step: Extract<Step, { call: string }>,
  variables: Variables,
  tag: string,
): Promise<Variables | undefined> {
  if (!session.callable.includes(step.call)) return undefined;
  const watched = step.expect?.unchanged ?? [];
  await observe(session, watched, `${tag}:before`);
  const exchange = await callOnce(session, step.call, step.arguments, tag);
  await observe(session, watched, `${tag}:after`);
  return { ...variables, ...captured(exchange, step.capture) };
}

export function callOnce(session: Session, name: string, given: unknown, tag: string): Promise<Exchange> {
  const params = given === undefined ? { name } : { name, arguments: given };
  const odd = given === undefined || isObject(given) ? {} : { deliberate: 'arguments that are no object' };
  return session.request('tools/call', params, { tag, ...odd });
}

export async function observe(session: Session, what: readonly Observation[], prefix: string): Promise<void> {
  for (const [i, one] of what.entries()) {
    const tag = `${prefix}:${i}`;
    if ('read' in one) await session.request('resources/read', { uri: one.read }, { tag });
    else if ('list' in one) await listAll(session, one.list, tag);
    else if (session.callable.includes(one.call)) await callOnce(session, one.call, one.arguments ?? {}, tag);
  }
}

async function listAll(session: Session, kind: string, tag: string): Promise<void> {
  let params: JsonObject | undefined;
  for (let page = 0; page < PAGES; page += 1) {
    const exchange = await session.request(`${kind}/list`, params, { tag });
    const cursor = isObject(exchange.response?.json)
      ? query('$.result.nextCursor', exchange.response.json)[0]
      : undefined;
    if (typeof cursor !== 'string') return;
    params = { cursor };
  }
}

async function waitFor(session: Session, method: string, most: number): Promise<void> {
  const came = (): boolean =>
    session.frames.some(
      (frame) => frame.origin === 'target' && isObject(frame.json) && frame.json['method'] === method,
    );
  await until(session, came, most);
}

/** Three walks: as it is, with changes in the middle, and again: what was there throughout must be met once in each. */
async function playWalk(
  session: Session,
  step: Extract<Step, { walk: string }>,
  variables: Variables,
  tag: string,
): Promise<Variables | undefined> {
  if (!session.callable.includes(step.walk)) return undefined;
  await walkOnce(session, step, `${tag}:first`, async () => undefined);
  if (step.during === undefined) return variables;
  const changes = step.during;
  let after = variables;
  await walkOnce(session, step, `${tag}:changed`, async () => {
    after = await play(session, changes, variables, `${tag}:during:`);
  });
  await walkOnce(session, step, `${tag}:again`, async () => undefined);
  return after;
}

async function walkOnce(
  session: Session,
  step: Extract<Step, { walk: string }>,
  tag: string,
  afterFirst: () => Promise<unknown>,
): Promise<void> {
  let given: JsonObject = step.arguments ?? {};
  for (let page = 0; page < PAGES; page += 1) {
    const exchange = await callOnce(session, step.walk, given, tag);
    if (page === 0) await afterFirst();
    const cursor = rootsOf(exchange).flatMap((root) => query(step.cursor, root))[0];
    if (cursor === undefined || cursor === null || cursor === '') return;
    given = { ...given, [step.cursorArgument ?? 'cursor']: cursor as string };
  }
}

// What a session has set for itself, its log level and its subscriptions: does it hold on whichever replica is asked.
//
// Many servers keep no level for each session (SDK 1.x filters only where the tool names the session), and some tell
// every change to everybody. So one replica alone is asked first, straight, whether the fact is bound to the session
// there; only what is honoured at home can fail to be elsewhere. Without the address of a replica nothing is asked.
//
// Tags: `fact/<level|update>/<loud|quiet|told|untold>` at home, `fact/<…>/set` and `fact/<…>/asked/<round>` through
// the target, `fact/<…>/direct/<replica>` afterwards; `fact/ear` is the listening stream of a session.

import type { JsonObject } from '../../suites/kernel/recording.ts';
import { parsed, resultIn } from '../load/ask.ts';
import { markerOf } from '../load/dress.ts';
import { freshId, stepOf } from '../load/plain-session.ts';
import type { Step } from '../load/shape.ts';
import type { Known } from './discover.ts';
import { listen, stopListening, until, type Ear } from './ears.ts';
import { openIn, type Field } from './trials.ts';
import { leave, visit, type Visitor } from './visitor.ts';
import type { Way } from './witness.ts';

/** A session and everything that was ever said to it, on whatever stream. */
interface Hearing {
  readonly visitor: Visitor;
  readonly ear: Ear;
  readonly inbox: unknown[];
}

type Heard = (message: unknown) => boolean;

/** Calls tried, sessions and rounds through the target, and how long something may take to arrive. */
const TRIED = 10;
const SESSIONS = 4;
const ROUNDS = 3;
const SOON_MS = 150;
const LATE_MS = 1000;
/** Each call that brings nothing is waited for; so many tell enough. */
const MISSES = 2;

export async function sessionFacts(field: Field, known: Known): Promise<void> {
  const [home] = field.replicas;
  if (home === undefined || known.callable.length === 0) return;
  const pair = await hearingMany(field, 2, home);
  const [one, two] = pair;
  if (one !== undefined && two !== undefined) {
    const uris = await subscribable(one);
    const found = await findSteps(one, known, uris);
    if (found.level !== undefined && (await levelAtHome(one, two, found.level))) await levels(field, found.level);
    if (found.update !== undefined && (await updatesAtHome(one, two, found.update, uris)))
      await updates(field, found.update, uris);
  }
  await hangUp(pair);
}

async function hearingMany(field: Field, count: number, way: Way): Promise<readonly Hearing[]> {
  const all: Hearing[] = [];
  for (let turn = 0; turn < count; turn += 1) {
    const visitor = await openIn(field, 'facts', { way });
    if (!visitor.open || visitor.id === undefined) continue;
    const inbox: unknown[] = [];
    all.push({ visitor, inbox, ear: listen(visitor, 'fact/ear', (data) => void inbox.push(parsed(data))) });
  }
  await until(() => all.every(({ ear }) => ear.state.open));
  return all;
}

async function hangUp(all: readonly Hearing[]): Promise<void> {
  await stopListening(all.map(({ ear }) => ear));
  for (const { visitor } of all) await leave(visitor);
}

const messageOf = (message: unknown): JsonObject =>
  typeof message === 'object' && message !== null ? (message as JsonObject) : {};

/** A log message below the level that quiet sessions ask for. */
const isLog: Heard = (message) => {
  const { method, params } = messageOf(message);
  return method === 'notifications/message' && messageOf(params)['level'] !== 'emergency';
};

const isUpdate =
  (uris: readonly string[]): Heard =>
  (message) => {
    const { method, params } = messageOf(message);
    return method === 'notifications/resources/updated' && uris.includes(String(messageOf(params)['uri']));
  };

/** `undefined` where the call was not served: then it says nothing. */
async function callAndHear(
  { visitor, inbox }: Hearing,
  step: Step,
  heard: Heard,
  options: { readonly tag: string; readonly ms: number; readonly way?: Way },
): Promise<boolean | undefined> {
  const from = inbox.length;
  const { ms, ...where } = options;
  const marker = markerOf(visitor.lane.slice(1).padStart(6, '0'), freshId());
  const { asked } = await visit(visitor, step, {
    ...where,
    marker,
    timeoutMs: Math.min(visitor.timeoutMs, 2500),
    onEvent: ({ data }) => void inbox.push(parsed(data)),
  });
  if (resultIn(asked) === undefined) return undefined;
  const arrived = (): boolean => inbox.slice(from).some(heard);
  await until(arrived, ms);
  return arrived();
}

const served = async (visitor: Visitor, step: Step, tag: string): Promise<boolean> =>
  resultIn((await visit(visitor, step, { tag })).asked) !== undefined;

const setLevel = (visitor: Visitor, level: 'debug' | 'emergency', tag: string): Promise<boolean> =>
  served(visitor, stepOf('logging/setLevel', { level }), tag);

async function subscribable({ visitor }: Hearing): Promise<readonly string[]> {
  const capabilities = messageOf(resultIn(visitor.opened.asked)?.['capabilities']);
  if (messageOf(capabilities['resources'])['subscribe'] !== true) return [];
  const { asked } = await visit(visitor, stepOf('resources/list'), { tag: 'discover' });
  const listed = resultIn(asked)?.['resources'];
  return (Array.isArray(listed) ? (listed as readonly JsonObject[]) : [])
    .map(({ uri }) => uri)
    .filter((uri): uri is string => typeof uri === 'string')
    .slice(0, 4);
}

async function subscribe(visitor: Visitor, uris: readonly string[], tag: string): Promise<boolean> {
  let all = uris.length > 0;
  for (const uri of uris) all = (await served(visitor, stepOf('resources/subscribe', { uri }), tag)) && all;
  return all;
}

/** The first calls after which a log message, or the update of a subscribed resource, arrives. */
async function findSteps(
  one: Hearing,
  known: Known,
  uris: readonly string[],
): Promise<{ readonly level?: Step; readonly update?: Step }> {
  const capabilities = messageOf(resultIn(one.visitor.opened.asked)?.['capabilities']);
  const logs = capabilities['logging'] !== undefined && (await setLevel(one.visitor, 'debug', 'discover'));
  const updates = await subscribe(one.visitor, uris, 'discover');
  const found: { level?: Step; update?: Step } = {};
  if (!logs && !updates) return found;
  const wanted = [...(logs ? [isLog] : []), ...(updates ? [isUpdate(uris)] : [])];
  for (const step of known.callable.filter((call) => call !== known.streamed).slice(0, TRIED)) {
    const from = one.inbox.length;
    await callAndHear(one, step, (message) => wanted.some((test) => test(message)), { tag: 'discover', ms: 50 });
    const came = one.inbox.slice(from);
    if (logs && came.some(isLog)) found.level ??= step;
    if (updates && came.some(isUpdate(uris))) found.update ??= step;
    if ((!logs || found.level !== undefined) && (!updates || found.update !== undefined)) break;
  }
  return found;
}

/** A level silences its own session and no other, again and again. */
async function levelAtHome(one: Hearing, two: Hearing, step: Step): Promise<boolean> {
  const silent = async (): Promise<boolean> =>
    (await callAndHear(one, step, isLog, { tag: 'fact/level/quiet', ms: SOON_MS })) === false;
  const loud = async (who: Hearing): Promise<boolean> =>
    (await callAndHear(who, step, isLog, { tag: 'fact/level/loud', ms: LATE_MS })) === true;
  if (!(await setLevel(one.visitor, 'debug', 'fact/level/debug')) || !(await loud(one))) return false;
  if (!(await setLevel(one.visitor, 'emergency', 'fact/level/emergency')) || !(await silent())) return false;
  if (!(await setLevel(two.visitor, 'debug', 'fact/level/debug')) || !(await loud(two))) return false;
  return (await silent()) && (await loud(two)) && (await silent());
}

/** A change is told to the session that subscribed, soon and each time, and not to the other. */
async function updatesAtHome(one: Hearing, two: Hearing, step: Step, uris: readonly string[]): Promise<boolean> {
  const changed = isUpdate(uris);
  const from = two.inbox.length;
  for (let turn = 0; turn < 3; turn += 1)
    if ((await callAndHear(one, step, changed, { tag: 'fact/update/told', ms: SOON_MS * 2 })) !== true) return false;
  return !two.inbox.slice(from).some(changed);
}

/** Through the target, each request over a connection of its own, with one more now and then to leave the step. */
async function levels(field: Field, step: Step): Promise<void> {
  const all = await hearingMany(field, SESSIONS, field.target);
  let wrong: Hearing | undefined;
  for (const one of all) {
    if (!(await setLevel(one.visitor, 'emergency', 'fact/level/set'))) continue;
    for (let round = 0; round < ROUNDS; round += 1) {
      const heard = await callAndHear(one, step, isLog, { tag: `fact/level/asked/${round}`, ms: SOON_MS / 2 });
      if (heard === true) wrong ??= one;
    }
  }
  if (wrong !== undefined)
    for (const way of field.replicas)
      await callAndHear(wrong, step, isLog, { tag: `fact/level/direct/${way.name}`, ms: SOON_MS, way });
  await hangUp(all);
}

async function updates(field: Field, step: Step, uris: readonly string[]): Promise<void> {
  const changed = isUpdate(uris);
  const all = await hearingMany(field, SESSIONS, field.target);
  let misses = 0;
  let deaf: Hearing | undefined;
  for (const one of all) {
    if (!(await subscribe(one.visitor, uris, 'fact/update/set'))) continue;
    for (let round = 0; round < ROUNDS && misses < MISSES; round += 1) {
      const heard = await callAndHear(one, step, changed, { tag: `fact/update/asked/${round}`, ms: LATE_MS });
      if (heard !== false) continue;
      misses += 1;
      deaf ??= one;
    }
  }
  if (deaf !== undefined)
    for (const way of field.replicas)
      await callAndHear(deaf, step, changed, { tag: `fact/update/direct/${way.name}`, ms: SOON_MS * 2, way });
  await hangUp(all);
}

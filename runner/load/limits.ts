// Looks for ceilings by probing upwards within a stated bound: rate, sessions, size of request and of result, idle streams.

import { compileStep, requestText, sessionHead } from './dress.ts';
import { ask, headerOf, resultIn, type Asked } from './ask.ts';
import { runLoad } from './crew.ts';
import { closePlain, freshId, openPlain, askStep, stepOf, type Place, type PlainSession } from './plain-session.ts';
import { endingOf } from './prepare.ts';
import type { Sample, Scenario, Step } from './shape.ts';
import { MARKER } from './shape.ts';

export interface Ceiling {
  /** What was still taken. */
  readonly passed: number;
  /** The first that was refused; absent: none found up to `passed`. */
  readonly refused?: number;
  readonly how?: string;
}

export interface RateLimit extends Ceiling {
  readonly retryAfter?: {
    readonly given?: string;
    readonly waitedMs: number;
    /** A request right after the refusal, and one after the time that was named. */
    readonly after: string;
    readonly kept: boolean;
  };
  /** What a second caller got while the first was refused. */
  readonly otherCaller?: { readonly served: boolean; readonly how: string };
}

export interface Limits {
  readonly rate?: RateLimit;
  readonly sessions?: Ceiling;
  readonly requestBytes?: Ceiling;
  readonly resultBytes?: Ceiling;
  readonly idleStreamMs?: Ceiling;
}

export interface LimitOptions {
  readonly place: Place;
  /** Headers of a second caller, to see whether one caller's limit is another's. */
  readonly other?: Readonly<Record<string, string>>;
  readonly scenario: Scenario;
  readonly seed: number;
  readonly run: string;
  readonly ceilings: {
    readonly rate: number;
    readonly sessions: number;
    readonly bytes: number;
    readonly idleMs: number;
  };
}

export interface LimitsFound {
  readonly limits: Limits;
  readonly samples: readonly Sample[];
}

const RETRY_WAIT_MS = 15_000;

export async function findLimits(options: LimitOptions): Promise<LimitsFound> {
  const samples: Sample[] = [];
  const { ceilings, scenario } = options;
  const session = await openPlain(options.place, scenario.revision);
  const requestBytes = await requestCeiling(session, scenario, ceilings.bytes);
  // An echo is asked for as much as it gives: nothing larger can be had than what a request may carry.
  const resultBytes = await resultCeiling(session, scenario, Math.min(ceilings.bytes, requestBytes.passed));
  const idleStreamMs = ceilings.idleMs > 0 ? await idleCeiling(session, ceilings.idleMs) : undefined;
  await closePlain(session);
  const sessions = scenario.era === 'initialize' && ceilings.sessions > 0 ? await sessionCeiling(options) : undefined;
  const rate = ceilings.rate > 0 ? await rateCeiling(options, samples) : undefined;
  return {
    limits: {
      ...(rate === undefined ? {} : { rate }),
      ...(sessions === undefined ? {} : { sessions }),
      requestBytes,
      ...(resultBytes === undefined ? {} : { resultBytes }),
      ...(idleStreamMs === undefined ? {} : { idleStreamMs }),
    },
    samples,
  };
}

/** The cheapest request there is, made larger with a `_meta` member nobody has to read. */
async function requestCeiling(session: PlainSession, scenario: Scenario, most: number): Promise<Ceiling> {
  const step = cheapest(scenario);
  let passed = 0;
  for (let size = 4096; size <= most; size *= 4) {
    const meta = { ...(step.params?.['_meta'] as object | undefined), 'assay.example/pad': 'x'.repeat(size) };
    const asked = await askStep(session, { ...step, params: { ...step.params, _meta: meta } });
    if (resultIn(asked) === undefined) return { passed, refused: size, how: endingOf(asked).slice(0, 80) };
    passed = size;
  }
  return { passed };
}

/** Where a call gives back what it got, its results can be made as large as wanted. */
async function resultCeiling(session: PlainSession, scenario: Scenario, most: number): Promise<Ceiling | undefined> {
  const echo = scenario.steps.find(({ expect }) => expect?.echo === true);
  if (echo === undefined || most < 4096) return undefined;
  let passed = 0;
  for (let size = 4096; size <= most; size *= 4) {
    const params = JSON.parse(JSON.stringify(echo.params).replaceAll(MARKER, 'x'.repeat(size))) as Step['params'];
    const asked = await askStep(session, { ...echo, ...(params === undefined ? {} : { params }) });
    const given = resultIn(asked) === undefined ? 0 : (asked.text?.length ?? 0);
    if (given < size)
      return { passed, refused: size, how: given > 0 ? `cut to ${given}` : endingOf(asked).slice(0, 80) };
    passed = size;
  }
  return { passed };
}

/** How long a stream may be silent before something on the way ends it. */
async function idleCeiling(session: PlainSession, most: number): Promise<Ceiling | undefined> {
  const { endpoint, headers } = session.place;
  const facts = session.id === undefined ? {} : { id: session.id };
  const began = performance.now();
  const text =
    session.dress.era === 'initialize'
      ? `${sessionHead(endpoint, 'GET', headers, session.dress, facts)}\r\n`
      : requestText(
          compileStep(stepOf('subscriptions/listen', { notifications: {} }), 0, session.dress),
          session.head,
          freshId(),
          '',
        );
  const asked = await ask(endpoint, text, { timeoutMs: most });
  if (!asked.sse) return undefined;
  const ms = Math.round(performance.now() - began);
  return asked.failed?.kind === 'timeout' ? { passed: most } : { passed: 0, refused: ms, how: 'the stream was ended' };
}

const OPENING = 16;

async function sessionCeiling(options: LimitOptions): Promise<Ceiling> {
  const { place, scenario, ceilings } = options;
  const open: PlainSession[] = [];
  let refusal: Asked | undefined;
  const work = async (): Promise<void> => {
    while (refusal === undefined && open.length < ceilings.sessions) {
      const session = await openPlain(place, scenario.revision);
      if (resultIn(session.opened) === undefined) refusal ??= session.opened;
      else open.push(session);
    }
  };
  await Promise.all(Array.from({ length: OPENING }, work));
  const passed = Math.min(open.length, ceilings.sessions);
  // A server may make room by ending the oldest: then opening never fails, but the first is gone.
  const [first] = open;
  const oldest = first === undefined ? undefined : await askStep(first, stepOf('ping'));
  while (open.length > 0) await Promise.all(open.splice(0, OPENING).map(closePlain));
  if (refusal !== undefined) return { passed, refused: passed + 1, how: endingOf(refusal).slice(0, 80) };
  if (oldest !== undefined && (oldest.status === 404 || oldest.status === 400))
    return { passed, refused: passed, how: 'the oldest session was ended to make room' };
  return { passed };
}

async function rateCeiling(options: LimitOptions, samples: Sample[]): Promise<RateLimit> {
  const { place, scenario, ceilings, seed, run } = options;
  // Servers limit calls of tools, where they limit anything.
  const step = scenario.steps.find(({ method }) => method === 'tools/call') ?? cheapest(scenario);
  let passed = 0;
  for (let rate = 10; rate <= ceilings.rate; rate *= 2) {
    const { figures, raws } = await runLoad(
      {
        endpoint: place.endpoint,
        headers: place.headers,
        scenario: { ...scenario, steps: [step] },
        mode: { kind: 'open', rate, sessions: 1, maxConnections: 64 },
        durationMs: 1000,
        timeoutMs: place.timeoutMs,
        seed,
        run,
      },
      { threads: 0 },
    );
    const limited = Object.entries(figures.errors.byKind).find(([kind]) =>
      /^(?:rate-limited|http 503|json-rpc-error)/.test(kind),
    );
    if (limited === undefined) {
      passed = rate;
      continue;
    }
    samples.push(
      ...raws
        .flatMap((raw) => raw.samples)
        .filter(({ kind }) => kind === limited[0])
        .slice(0, 1),
    );
    const answered = figures.requests - limited[1];
    return {
      passed,
      refused: rate,
      how: `${limited[0]} after ${answered} of ${figures.requests} in a second`,
      ...(await afterwards(options, step)),
    };
  }
  return { passed };
}

/** While the limit holds: is the time it names the true one, and is anybody else refused. */
async function afterwards(options: LimitOptions, step: Step): Promise<Pick<RateLimit, 'retryAfter' | 'otherCaller'>> {
  const { place, other, scenario } = options;
  const mine = await openQuietly(place, scenario);
  const refused = await burst(mine, step);
  const otherCaller =
    other === undefined || refused === undefined ? {} : await tryOther({ ...place, headers: other }, scenario, step);
  if (refused === undefined) return otherCaller;
  const given = headerOf(refused, 'retry-after');
  // An error inside HTTP 200 has no place of its own for a time to wait, so none is missed there.
  if (given === undefined && refused.status !== 429) {
    await closePlain(mine);
    return otherCaller;
  }
  const wait = given === undefined ? 1000 : retryMs(given);
  if (wait === undefined || wait > RETRY_WAIT_MS)
    return {
      retryAfter: { ...(given === undefined ? {} : { given }), waitedMs: 0, after: 'not waited for', kept: true },
      ...otherCaller,
    };
  await new Promise((resolve) => setTimeout(resolve, wait + 100));
  const again = await askStep(mine, step);
  const kept = !isRefusal(again);
  const retryAfter = {
    ...(given === undefined ? {} : { given }),
    waitedMs: wait,
    after: endingOf(again).slice(0, 80),
    kept,
  };
  await closePlain(mine);
  return { retryAfter, ...otherCaller };
}

/** A session may itself be refused while the limit holds; then its requests tell nothing and are not sent. */
async function openQuietly(place: Place, scenario: Scenario): Promise<PlainSession> {
  for (let turn = 0; turn < 5; turn += 1) {
    const session = await openPlain(place, scenario.revision);
    if (resultIn(session.opened) !== undefined) return session;
    await new Promise((resolve) => setTimeout(resolve, 1000));
  }
  return openPlain(place, scenario.revision);
}

/** Asks until refused, at most a thousand times. */
async function burst(session: PlainSession, step: Step): Promise<Asked | undefined> {
  for (let turn = 0; turn < 20; turn += 1) {
    const asked = await Promise.all(Array.from({ length: 50 }, () => askStep(session, step)));
    const refused = asked.find(isRefusal);
    if (refused !== undefined) return refused;
  }
  return undefined;
}

/** Refused for its rate: by status, or by a JSON-RPC error to a call that was served before. */
const isRefusal = (asked: Asked): boolean =>
  asked.status === 429 || (asked.status === 200 && asked.message !== undefined && resultIn(asked) === undefined);

async function tryOther(place: Place, scenario: Scenario, step: Step): Promise<Pick<RateLimit, 'otherCaller'>> {
  const session = await openPlain(place, scenario.revision);
  const opened = resultIn(session.opened) !== undefined;
  const asked = opened ? await askStep(session, step) : session.opened;
  await closePlain(session);
  return { otherCaller: { served: resultIn(asked) !== undefined, how: endingOf(asked).slice(0, 80) } };
}

/** Seconds or a date (RFC 9110, 10.2.3). */
export function retryMs(value: string, now: number = Date.now()): number | undefined {
  if (/^\d+$/.test(value.trim())) return Number(value) * 1000;
  const date = Date.parse(value);
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}

const cheapest = (scenario: Scenario): Step =>
  scenario.era === 'initialize'
    ? stepOf('ping')
    : (scenario.steps.find(({ method }) => method.endsWith('/list')) ?? stepOf('server/discover'));

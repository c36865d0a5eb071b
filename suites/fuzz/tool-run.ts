// Fuzzes one tool: sends its cases in batches, a few under way at a time, looks at each answer, follows what is new, keeps going.

import { exampleArguments } from '../artifacts/example-value.ts';
import { succeeded } from '../generation/calls.ts';
import type { Session } from '../kernel/check.ts';
import type { Exchange, Json } from '../kernel/recording.ts';
import { casesOf } from './cases.ts';
import type { FuzzCase } from './cases.ts';
import { callTool } from './lane.ts';
import type { Lane } from './lane.ts';
import { askAlone, causeOf, isOver, pursue, resembles, seenIn } from './pursuit.ts';
import type { Case } from './pursuit.ts';
import type { Settings } from './settings.ts';
import { BETWEEN, goodCall, pursueLoss, stillGood } from './state.ts';
import type { Subject } from '../generation/subject.ts';
import { symptomsOf } from './symptoms.ts';
import type { Symptom } from './symptoms.ts';

interface Run extends Case {
  readonly settings: Settings;
  readonly canary: Json | undefined;
  /** Calls since the good call last succeeded. */
  readonly since: FuzzCase[];
  /** Connections lost to causes already known. */
  wasted: number;
  /** Milliseconds that cases have taken. */
  spent: number;
  over: boolean;
}

/** Connections lost to known causes after which the rest of a tool's cases is left out. */
const WASTE = 12;

export interface Assignment {
  readonly subject: Subject;
  readonly settings: Settings;
  readonly seed: number;
  readonly lane: Lane;
}

export async function fuzzTool(parent: Session, { subject, settings, seed, lane }: Assignment): Promise<void> {
  const patience = 2000;
  const base: Case = { subject, lane, parent, known: new Map(), patience, most: settings.causes };
  const cases = casesOf(subject, seed, settings.cases);
  const offered = [exampleArguments(subject.inputSchema).value, ...ordinary(cases)];
  let canary = await goodCall(base, offered);
  // The tool before this one may have left the connection unusable.
  if (canary === undefined) await lane.discard();
  canary ??= await goodCall(base, offered.slice(0, 1));
  const run: Run = { ...base, patience: base.patience, settings, canary, since: [], wasted: 0, spent: 0, over: false };
  const queue = [...cases];
  while (queue.length > 0 && !run.over && run.spent < settings.spend) await step(run, queue);
  if (!run.over) await checkState(run);
}

const ordinary = (cases: readonly FuzzCase[]): readonly Json[] =>
  cases.flatMap((one) => (one.kind === 'valid' && one.arguments !== undefined ? [one.arguments] : []));

/** Sends the next cases and follows what they show. */
async function step(run: Run, queue: FuzzCase[]): Promise<void> {
  const session = await run.lane.session();
  if (session === undefined) {
    run.over = true;
    return;
  }
  const taken = takeBatch(run, queue);
  const began = session.now();
  const { asked, sound, suspect } = await sendAll(run, session, taken);
  const batch = taken.slice(0, asked.length);
  // What was not sent any more waits for another connection.
  queue.unshift(...taken.slice(asked.length));
  run.lane.count(batch.length);
  run.spent += session.now() - began;
  run.over = asked.some(({ exchange }) => isOver(exchange));
  if (run.over) return;
  const unanswered = batch.filter((_, i) => isUnanswered(asked[i]?.exchange));
  if (unanswered.length > 0 || !session.alive)
    await followSilence(run, unanswered.length > 0 ? unanswered : batch, queue);
  for (const [i, one] of batch.entries()) await followSymptoms(run, one, asked[i]?.symptoms ?? []);
  if (sound > 0) run.since.splice(0);
  run.since.push(...batch.slice(sound));
  if (suspect || run.since.length >= BETWEEN) await checkState(run);
}

interface Asked {
  readonly exchange: Exchange;
  readonly symptoms: readonly Symptom[];
}

interface Batch {
  /** In the order of the cases, as far as they were sent. */
  readonly asked: readonly Asked[];
  /** So many of the first cases were followed by a good call that succeeded. */
  readonly sound: number;
  /** A good call did not succeed. */
  readonly suspect: boolean;
}

/**
 * The next case is sent as soon as one is answered, and each answer looked at while others are under way: a target that
 * waits for us shows nothing. After the first call that is not answered, or shows something new, no further one is sent.
 */
async function sendAll(run: Run, session: Session, batch: readonly FuzzCase[]): Promise<Batch> {
  const { revision } = run.parent;
  const { window } = run.settings;
  const asked: Asked[] = [];
  const state = { next: 0, stop: false, sound: 0, suspect: false };
  const worker = async (): Promise<void> => {
    while (state.next < batch.length && !state.stop && session.alive) {
      const at = state.next;
      state.next += 1;
      if (at > 0 && at % BETWEEN === 0 && !(await goodBeside(run, session))) state.suspect = state.stop = true;
      else if (at % BETWEEN === 0) state.sound = Math.max(state.sound, at - window);
      const { arguments: given, deliberate } = batch[at] as FuzzCase;
      const exchange = await callTool(session, run.subject.name, given, {
        tag: 'case',
        timeout: run.patience,
        ...(deliberate === undefined ? {} : { deliberate }),
      });
      const answered = !isUnanswered(exchange) && !isOver(exchange);
      const symptoms = answered ? symptomsOf(exchange, run.subject, revision, []) : [];
      state.stop ||= !answered || symptoms.some((symptom) => isNew(run, symptom));
      asked[at] = { exchange, symptoms };
    }
  };
  await Promise.all(Array.from({ length: window }, worker));
  return { asked, sound: state.sound, suspect: state.suspect };
}

/** The good call between others: where it does not succeed, it is asked again alone. */
async function goodBeside(run: Run, session: Session): Promise<boolean> {
  if (run.canary === undefined || run.known.has('state')) return true;
  run.lane.count(1);
  const exchange = await callTool(session, run.subject.name, run.canary, { tag: 'canary', timeout: run.patience });
  return succeeded(exchange) !== undefined;
}

/** Cases that are sent without a pause, as long as they show nothing. */
const AHEAD = 5 * BETWEEN;

/** The next cases, without those that have what a known crash or hang is made of. */
function takeBatch(run: Run, queue: FuzzCase[]): readonly FuzzCase[] {
  const deadly = [...run.known].filter(([cause]) => /^(?:crash|hang): /u.test(cause)).map(([, minimal]) => minimal);
  if (deadly.length === 0) return queue.splice(0, AHEAD);
  const batch: FuzzCase[] = [];
  while (batch.length < AHEAD && queue.length > 0) {
    const next = queue.shift();
    if (next !== undefined && !deadly.some((minimal) => resembles(next.arguments, minimal))) batch.push(next);
  }
  return batch;
}

const isUnanswered = (exchange: Exchange | undefined): boolean =>
  exchange?.outcome === 'closed' || exchange?.outcome === 'timeout';

async function followSymptoms(run: Run, one: FuzzCase, symptoms: readonly Symptom[]): Promise<void> {
  for (const symptom of symptoms) {
    if (!isNew(run, symptom)) continue;
    run.known.set(causeOf(symptom), undefined);
    await pursue(run, one, symptom);
  }
}

function isNew(run: Run, symptom: Symptom): boolean {
  if (run.known.has(causeOf(symptom))) return false;
  const sameKind = [...run.known.keys()].filter((known) => known.startsWith(`${symptom.kind}: `)).length;
  return sameKind < run.most;
}

/**
 * Some calls of a batch were not answered: each is asked again alone until the guilty one shows itself. The others were
 * only behind it and go back into the queue.
 */
async function followSilence(run: Run, unanswered: readonly FuzzCase[], queue: FuzzCase[]): Promise<void> {
  await run.lane.discard();
  for (const [i, one] of unanswered.entries()) {
    const sent = await askAlone(run, one.arguments, {
      tag: 'alone',
      timeout: run.patience,
      watch: true,
      ...(one.deliberate === undefined ? {} : { deliberate: one.deliberate }),
    });
    if (sent === undefined || isOver(sent.exchange)) {
      run.over = true;
      return;
    }
    const [symptom] = seenIn(run, sent).filter(
      ({ kind }) => kind === 'crash' || kind === 'hang' || kind === 'protocol',
    );
    if (symptom === undefined) continue;
    queue.unshift(...unanswered.slice(i + 1));
    await followDeadly(run, one, causeOf(symptom), () => pursue(run, one, symptom));
    return;
  }
}

async function followDeadly(run: Run, one: FuzzCase, cause: string, follow: () => Promise<boolean>): Promise<void> {
  const before = run.known.get(cause);
  const again = run.known.has(cause) && (cause.startsWith('crash') || resembles(one.arguments, before));
  if (again || run.known.size >= run.most * 3) {
    run.wasted += 1;
    if (run.wasted >= WASTE) run.over = true;
    return;
  }
  if (!(await follow())) run.wasted += 1;
}

async function checkState(run: Run): Promise<void> {
  const suspects = run.since.splice(0);
  if (run.canary === undefined || run.known.has('state')) return;
  if (await stillGood(run, run.canary)) return;
  await run.lane.discard();
  // Gone on a fresh connection too: not lost by what this one was sent.
  if (!(await stillGood(run, run.canary))) return;
  run.known.set('state', undefined);
  await pursueLoss(run, suspects, run.canary);
}

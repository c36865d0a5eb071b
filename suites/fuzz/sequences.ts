// Sequences of calls, as agents make them: drawn with fast-check's commands, fed from earlier answers, shrunk by steps.

import fc from 'fast-check';
import type { AsyncCommand } from 'fast-check';

import { exampleArguments } from '../artifacts/example-value.ts';
import { callableTools, taskOnly } from '../artifacts/safe-calls.ts';
import { tools } from '../artifacts/tools.ts';
import { generatorOf, isGenerator } from '../generation/arbitrary.ts';
import { asksToWait, hurried, subjectOf } from '../generation/subject.ts';
import type { Subject } from '../generation/subject.ts';
import { artifact } from '../kernel/check.ts';
import type { Session, ViewReader } from '../kernel/check.ts';
import type { Exchange, Frame, Json, Recording } from '../kernel/recording.ts';
import { toolOf } from '../generation/calls.ts';
import { callTool, consequences, framesAfter } from './lane.ts';
import { feed, learn } from './pool.ts';
import type { Pool } from './pool.ts';
import { settings } from './settings.ts';
import { symptomsOf } from './symptoms.ts';
import type { Symptom, SymptomKind } from './symptoms.ts';

const BY = 'artifact:fuzz-sequences';
/** Tag of the steps of a shrunk sequence, in order, on a connection of their own. */
export const STEP = 'sequence:step';

/** Sequences drawn, and steps of one at most; each sequence needs a connection of its own. */
const DRAWN = { runs: 24, steps: 14, ms: 30_000 };

/** Kinds that a sequence is asked about; what one call alone shows is the business of the other rules. */
const ASKED: ReadonlySet<SymptomKind> = new Set(['crash', 'hang', 'protocol', 'raised']);

/** Milliseconds before a step counts as hung. */
const PATIENCE = 3000;

interface Real {
  readonly session: Session;
  readonly parent: Session;
  readonly tag: string;
  /** Broken by a call that breaks it alone: the rest of this sequence shows nothing. */
  over: boolean;
}

/** Thrown by a step, so that fast-check shrinks the sequence. */
class Broken extends Error {}

class Step implements AsyncCommand<{ pool: Pool }, Real> {
  readonly subject: Subject;
  readonly given: Json;
  readonly pick: number;

  constructor(subject: Subject, given: Json, pick: number) {
    this.subject = subject;
    this.given = given;
    this.pick = pick;
  }

  check(): boolean {
    return true;
  }

  async run(model: { pool: Pool }, real: Real): Promise<void> {
    const { arguments: given } = feed(this.subject, this.given, model.pool, this.pick);
    if (real.over || asksToWait(this.subject, given)) return;
    const exchange = await callTool(real.session, this.subject.name, given, { tag: real.tag, timeout: PATIENCE });
    if (exchange.outcome === 'cancelled') return;
    const broken = brokenBy(real.session, this.subject, exchange);
    if (broken === undefined) return learn(model.pool, exchange);
    if (real.tag === STEP || !(await this.#breaksAlone(real.parent, given))) throw new Broken(broken.cause);
    real.over = true;
  }

  async #breaksAlone(parent: Session, given: Json): Promise<boolean> {
    const lane = await parent.fork({ purpose: 'fuzz sequence, one step alone' });
    const exchange = await callTool(lane, this.subject.name, given, { tag: 'sequence:alone', timeout: PATIENCE });
    const broken = brokenBy(lane, this.subject, exchange) !== undefined;
    await lane.end('drop', { tag: 'sequence:end' });
    return broken;
  }

  toString(): string {
    return this.subject.name;
  }
}

function brokenBy(session: Session, subject: Subject, exchange: Exchange): Symptom | undefined {
  const after = consequences(framesAfter(session.frames, exchange));
  return symptomsOf(exchange, subject, session.revision, after).find(({ kind }) => ASKED.has(kind));
}

const subjectsOf = (views: ViewReader, callable: readonly string[]): readonly Subject[] =>
  callableTools(views(tools).items, callable)
    .filter((tool) => !taskOnly(tool))
    .map((tool) => subjectOf(tool.value))
    .filter((subject) => subject !== undefined);

function stepArbitrary(subject: Subject): fc.Arbitrary<Step> {
  const generator = generatorOf(subject.inputSchema, { temper: 'plain' });
  const usual = fc.constant<Json>(exampleArguments(subject.inputSchema).value);
  const values = isGenerator(generator) ? fc.oneof({ weight: 3, arbitrary: usual }, generator.arbitrary) : usual;
  return fc.tuple(values, fc.nat({ max: 3 })).map(([given, pick]) => new Step(subject, hurried(subject, given), pick));
}

async function gather(session: Session, views: ViewReader): Promise<void> {
  const subjects = subjectsOf(views, session.callable);
  // One tool alone that takes nothing from earlier answers has no sequences worth drawing.
  if (subjects.length === 0 || views(settings).cases < 50) return;
  const steps = fc.commands(subjects.map(stepArbitrary), { maxCommands: DRAWN.steps, size: 'max' });
  let lost = 0;
  const until = session.now() + DRAWN.ms;
  const play = async (commands: Iterable<AsyncCommand<{ pool: Pool }, Real>>, tag: string): Promise<void> => {
    if (lost > 2 || session.now() > until) return;
    const lane = await session.fork({ purpose: 'fuzz sequence' });
    if (!lane.alive) {
      lost += 1;
      return;
    }
    try {
      await fc.asyncModelRun(
        () => ({ model: { pool: new Map() }, real: { session: lane, parent: session, tag, over: false } }),
        commands,
      );
    } finally {
      await lane.end('drop', { tag: 'sequence:end' });
    }
  };
  const seed = Math.floor(session.random() * 2 ** 31);
  const run = await fc.check(
    fc.asyncProperty(fc.noBias(steps), (commands) => play(commands, 'sequence:drawn')),
    { seed, numRuns: DRAWN.runs },
  );
  const [smallest] = run.counterexample ?? [];
  if (smallest !== undefined) await play(smallest, STEP).catch(() => undefined);
}

export interface Sequence {
  readonly steps: readonly Exchange[];
  readonly symptom: Symptom;
  readonly subject: Subject;
}

export interface Sequences {
  readonly drawn: readonly Exchange[];
  readonly broken: readonly Sequence[];
  readonly note: string;
}

function read(recording: Recording, views: ViewReader): Sequences {
  const subjects = new Map(subjectsOf(views, recording.facts.callable).map((subject) => [subject.name, subject]));
  const own = recording.exchanges.filter(({ by, method }) => by === BY && method === 'tools/call');
  const lanes = new Set(own.filter(({ tag }) => tag === STEP).map(({ lane }) => lane));
  const broken = [...lanes].flatMap((lane): Sequence[] => {
    const steps = own.filter((exchange) => exchange.lane === lane && exchange.tag === STEP);
    const last = steps.at(-1);
    const subject = subjects.get(last === undefined ? '' : (toolOf(last) ?? ''));
    if (last === undefined || subject === undefined) return [];
    const frames: readonly Frame[] = recording.frames.filter((frame) => frame.lane === lane);
    const after = consequences(framesAfter(frames, last));
    const symptom = symptomsOf(last, subject, recording.revision, after).find(({ kind }) => ASKED.has(kind));
    return symptom === undefined ? [] : [{ steps, symptom, subject }];
  });
  const note =
    subjects.size === 0 ? 'no tool may be called: allow some by name, or use --calls' : 'no sequence was drawn';
  return { drawn: own, broken, note };
}

export const sequences = artifact<Sequences>({
  id: 'fuzz-sequences',
  after: [tools, settings],
  ...(tools.declared === undefined ? {} : { declared: tools.declared }),
  gather,
  read,
});

// Calls that follow from schemas alone: a few valid ones and a few that must be refused, for every tool that may be called.

import { exampleArguments } from '../artifacts/example-value.ts';
import { callableTools, taskOnly } from '../artifacts/safe-calls.ts';
import { tools } from '../artifacts/tools.ts';
import { generatorOf, isGenerator } from '../generation/arbitrary.ts';
import { randomFrom } from '../generation/bounded.ts';
import { argumentsOf, toolOf } from '../generation/calls.ts';
import { nearMisses } from '../generation/near-miss.ts';
import { canonical } from '../generation/plain.ts';
import { asksToWait, forbiddenBy, hurried, subjectOf } from '../generation/subject.ts';
import type { Forbidden, Subject } from '../generation/subject.ts';
import { artifact } from '../kernel/check.ts';
import type { Judged, ViewReader } from '../kernel/check.ts';
import { isObject, member, refusedOutside } from '../kernel/look.ts';
import type { Exchange, Json } from '../kernel/recording.ts';

/** Tools called at most, and calls of each: enough to see whether a schema is kept, few enough for every audit. */
const MOST = { tools: 12, valid: 3, forbidden: 6 };

/** A call that takes longer says nothing here; the fuzz suite asks about that. */
const PATIENCE = 3000;

const BY = 'artifact:contract-calls';

export interface DerivedCall {
  readonly subject: Subject;
  readonly exchange: Exchange;
  readonly arguments: Json;
  /** Why the schema forbids the arguments; `undefined` for valid ones. */
  readonly forbidden?: Forbidden;
}

export interface DerivedCalls {
  readonly calls: readonly DerivedCall[];
  readonly note: string;
}

function subjectsOf(views: ViewReader, callable: readonly string[]): readonly Subject[] {
  return callableTools(views(tools).items, callable)
    .filter((tool) => !taskOnly(tool))
    .slice(0, MOST.tools)
    .map((tool) => subjectOf(tool.value))
    .filter((subject) => subject !== undefined);
}

/** Arguments for one tool, each once, none that asks it to wait. */
export function derivedArguments(subject: Subject, seed: number): readonly Json[] {
  const made: Json[] = [];
  const generator = generatorOf(subject.inputSchema, { temper: 'plain' });
  const random = randomFrom(seed);
  if (isGenerator(generator))
    for (let i = 0; i < MOST.valid * 3; i += 1) made.push(generator.arbitrary.generate(random, undefined).value);
  // A schema that allows more than objects is a finding of another rule; arguments are an object all the same.
  // The plainest call comes first, and is the same whatever the seed; a schema that allows anything has none.
  const plainest = exampleArguments(subject.inputSchema);
  const says = plainest.sure && isObject(member(subject.inputSchema, 'properties'));
  const objects = [...(says ? [plainest.value] : []), ...made].filter((value) => isObject(value));
  const valid = distinct(objects.map((value) => hurried(subject, value))).slice(0, MOST.valid);
  const strict = nearMisses(subject.inputSchema).filter((near) => !near.convertible && isObject(near.value));
  const forbidden = spread(
    strict.map((near) => hurried(subject, near.value)),
    MOST.forbidden,
  );
  return [...valid, ...forbidden].filter((value) => !asksToWait(subject, value));
}

function distinct(values: readonly Json[]): readonly Json[] {
  return [...new Map(values.map((value) => [canonical(value), value])).values()];
}

/** Some of a list, from its whole length: the first ones are all about one member. */
function spread<T>(list: readonly T[], most: number): readonly T[] {
  const step = Math.max(1, list.length / most);
  return Array.from({ length: Math.min(most, list.length) }, (_, i) => list[Math.floor(i * step)] as T);
}

/** One finding for each key: the same fault in three calls of a tool is one fault. */
export function oncePerKey(judged: Judged): Judged {
  const first = new Map(judged.findings.toReversed().map((finding) => [finding.key, finding]));
  return { ...judged, findings: judged.findings.filter((finding) => first.get(finding.key) === finding) };
}

export const derivedCalls = artifact<DerivedCalls>({
  id: 'contract-calls',
  after: [tools],
  ...(tools.declared === undefined ? {} : { declared: tools.declared }),
  gather: async (session, views) => {
    const subjects = subjectsOf(views, session.callable);
    if (subjects.length === 0) return;
    // On a connection of its own: what these calls break is theirs alone.
    const lane = await session.fork({ reuse: true, listen: true, purpose: 'derived contract' });
    const calls = subjects.flatMap((subject) => {
      const seed = Math.floor(session.random() * 2 ** 31);
      return derivedArguments(subject, seed).map((given) => ({ name: subject.name, arguments: given }));
    });
    const worker = async (): Promise<void> => {
      for (let call = calls.shift(); call !== undefined && lane.alive; call = calls.shift())
        await lane.request('tools/call', call, { tag: 'derived', timeout: PATIENCE });
    };
    await Promise.all(Array.from({ length: 8 }, worker));
  },
  read: (recording, views) => {
    const subjects = new Map(subjectsOf(views, recording.facts.callable).map((subject) => [subject.name, subject]));
    const calls = recording.exchanges
      .filter(
        (exchange) =>
          exchange.by === BY &&
          exchange.tag === 'derived' &&
          exchange.response !== undefined &&
          !refusedOutside(exchange),
      )
      .flatMap((exchange): DerivedCall[] => {
        const subject = subjects.get(toolOf(exchange) ?? '');
        const given = argumentsOf(exchange);
        if (subject === undefined || given === undefined) return [];
        const forbidden = forbiddenBy(subject, given);
        return [{ subject, exchange, arguments: given, ...(forbidden === undefined ? {} : { forbidden }) }];
      });
    const note =
      subjects.size === 0 ? 'no tool may be called: allow some by name, or use --calls' : 'no call was answered';
    return { calls, note };
  },
});

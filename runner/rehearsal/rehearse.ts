// Every call that a run would make, found out without making one: the target is asked for its lists, and the run is
// then held against a stand-in that repeats them. What follows from an answer follows from the stand-in's.

import { prompts } from '../../suites/artifacts/prompts.ts';
import { resourceTemplates } from '../../suites/artifacts/resource-templates.ts';
import { resources } from '../../suites/artifacts/resources.ts';
import { tools } from '../../suites/artifacts/tools.ts';
import { check, type Check } from '../../suites/kernel/check.ts';
import { member } from '../../suites/kernel/look.ts';
import type { Exchange, Json, Recording } from '../../suites/kernel/recording.ts';
import type { HarnessFault, Report } from '../../suites/kernel/report.ts';
import { ALL } from '../../suites/kernel/revision.ts';
import { run, type Inside } from '../engine/run.ts';
import type { AuditOptions } from '../options.ts';
import type { Target } from '../target.ts';
import { overHttp, overStreams } from './serve.ts';
import { standIn } from './stand-in.ts';

export interface RehearsedCall {
  readonly revision: string;
  readonly tool: string;
  /** `undefined`: the member is left out. */
  readonly arguments: Json | undefined;
  /** The rule or artifact that asks. */
  readonly by: string;
  readonly times: number;
}

export interface Rehearsal {
  readonly seed: number;
  readonly calls: readonly RehearsedCall[];
  /** Why the lists could not be had: then no call is known. */
  readonly faults: readonly HarnessFault[];
}

export type Runner = (target: Target, options: AuditOptions, inside: Inside) => Promise<Report>;

/** Looks at the lists and at nothing else. */
const listing = check({
  title: 'Lists are answered',
  level: 'advice',
  revisions: ALL,
  requirements: [],
  why: 'What would be called depends on what is listed.',
  fix: 'Nothing.',
  touch: 'passive',
  needs: { tools, resources, prompts, resourceTemplates },
  judge: ({ tools: { items } }) => ({ seen: items.length, findings: [] }),
});

/** Milliseconds for one request to the stand-in, which answers at once or not at all. */
const PATIENCE = 300;

export async function rehearse(target: Target, options: AuditOptions, runner: Runner = run): Promise<Rehearsal> {
  let listed: readonly Recording[] = [];
  const rules = [{ id: 'conformance/listing', suite: 'conformance', check: listing as unknown as Check }];
  const { suites: _, rules: __, evidence: ___, ...quiet } = options;
  const first = await run(target, { ...quiet, probes: false }, { rules, inspect: (seen) => (listed = seen) });
  const { seed } = first;
  if (listed.length === 0 || first.faults.length > 0) return { seed, calls: [], faults: first.faults };
  let played: readonly Recording[] = [];
  const inside: Inside = { inspect: (seen) => (played = seen) };
  const { evidence: ____, ...rest } = options;
  const play = (timeoutMs: number): Promise<void> =>
    beside(target, listed, (stand) => runner(stand, { ...rest, seed, timeoutMs }, inside));
  await play(PATIENCE);
  // On a busy machine even our own stand-in may be late; what follows from its lists would go unannounced.
  if (played.length === 0 || played.some(isLate)) await play(10 * PATIENCE);
  return { seed, calls: callsOf(played), faults: [] };
}

const isLate = ({ exchanges }: Recording): boolean =>
  exchanges.some(
    ({ by, method, outcome }) =>
      outcome === 'timeout' && (by === 'open' || (method.endsWith('/list') && by.startsWith('artifact:'))),
  );

async function beside(
  target: Target,
  listed: readonly Recording[],
  play: (stand: Target) => Promise<unknown>,
): Promise<void> {
  const answer = standIn(listed);
  if (target.kind !== 'http') {
    await play(overStreams(answer));
    return;
  }
  const sessions = listed.some(({ lanes }) => lanes.some(({ sessionId }) => sessionId !== undefined));
  const { target: stand, close } = await overHttp(answer, sessions);
  try {
    await play(stand);
  } finally {
    await close();
  }
}

/** Equal calls of one asker as one, in the order they were first made. */
function callsOf(recordings: readonly Recording[]): readonly RehearsedCall[] {
  const found = new Map<string, RehearsedCall>();
  for (const { revision, exchanges } of recordings)
    for (const { by, params } of exchanges.flatMap(toolCalls)) {
      const tool = String(member(params, 'name'));
      const given = member(params, 'arguments') as Json | undefined;
      const key = JSON.stringify([revision, by, tool, given]);
      const times = (found.get(key)?.times ?? 0) + 1;
      found.set(key, { revision, tool, arguments: given, by, times });
    }
  return [...found.values()];
}

/** Calls in what was sent, on purpose broken messages and batches included, as far as they can be read. */
function toolCalls({ by, sent }: Exchange): readonly { readonly by: string; readonly params: unknown }[] {
  const messages = Array.isArray(sent.json) ? (sent.json as readonly unknown[]) : [sent.json];
  return messages
    .filter((message) => member(message, 'method') === 'tools/call')
    .map((message) => ({ by, params: member(message, 'params') }));
}

// The traffic that all fuzz rules judge: every tool that may be called, fuzzed on connections of its own.

import { callableTools, taskOnly } from '../artifacts/safe-calls.ts';
import { tools } from '../artifacts/tools.ts';
import { artifact } from '../kernel/check.ts';
import type { Session, ViewReader } from '../kernel/check.ts';
import type { Exchange, Frame, Recording } from '../kernel/recording.ts';
import { consequences, framesAfter, fuzzLane } from './lane.ts';
import { settings } from './settings.ts';
import { subjectOf } from '../generation/subject.ts';
import type { Subject } from '../generation/subject.ts';
import { toolOf } from '../generation/calls.ts';
import { symptomsOf } from './symptoms.ts';
import type { Symptom } from './symptoms.ts';
import { mixUp } from './mix-up.ts';
import { fuzzTool } from './tool-run.ts';

export const BY = 'artifact:fuzz-campaign';

export interface Seen {
  readonly exchange: Exchange;
  readonly subject: Subject;
  readonly symptom: Symptom;
  /** Shown with the smallest input, nothing else under way. */
  readonly minimal: boolean;
}

export interface Campaign {
  readonly subjects: readonly Subject[];
  /** Calls made to look for something; without those that followed a symptom. */
  readonly cases: readonly Exchange[];
  readonly all: readonly Exchange[];
  readonly seen: readonly Seen[];
  readonly note: string;
}

export const campaign = artifact<Campaign>({
  id: 'fuzz-campaign',
  after: [tools, settings],
  ...(tools.declared === undefined ? {} : { declared: tools.declared }),
  gather,
  read,
});

function subjectsOf(views: ViewReader, callable: readonly string[]): readonly Subject[] {
  const listed = callableTools(views(tools).items, callable).filter((tool) => !taskOnly(tool));
  return listed.map((tool) => subjectOf(tool.value)).filter((subject) => subject !== undefined);
}

/** What will be asked of each tool, in which order and with which seed: known before the first call is made. */
export interface Planned {
  readonly subject: Subject;
  readonly seed: number;
}

export const plannedTools = (
  views: ViewReader,
  callable: readonly string[],
  random: () => number,
): readonly Planned[] =>
  subjectsOf(views, callable).map((subject) => ({ subject, seed: Math.floor(random() * 2 ** 31) }));

async function gather(session: Session, views: ViewReader): Promise<void> {
  const chosen = views(settings);
  const queue = [...plannedTools(views, session.callable, () => session.random())];
  // One HTTP server is behind all lanes: a tool that blocks it must not make another one look hung.
  const lanes = session.transport === 'stdio' ? chosen.lanes : 1;
  const reach = { lost: false };
  // Over HTTP requests overtake each other; fewer at once leave fewer suspects.
  const settled = session.transport === 'stdio' ? chosen : { ...chosen, window: Math.min(chosen.window, 4) };
  const worker = async (_: unknown, index: number): Promise<void> => {
    const lane = fuzzLane(session, `fuzz ${index + 1}`, reach);
    for (let next = queue.shift(); next !== undefined && !reach.lost; next = queue.shift()) {
      const { subject, seed } = next;
      await fuzzTool(session, { subject, settings: settled, seed, lane });
      if (!reach.lost) await mixUp(session, subject, lane);
    }
    await lane.discard();
  };
  await Promise.all(Array.from({ length: Math.min(lanes, queue.length) }, worker));
}

function read(recording: Recording, views: ViewReader): Campaign {
  const subjects = subjectsOf(views, recording.facts.callable);
  const byName = new Map(subjects.map((subject) => [subject.name, subject]));
  const all = recording.exchanges.filter((exchange) => exchange.by === BY && exchange.method === 'tools/call');
  const frames = framesByLane(recording);
  const seen: Seen[] = [];
  for (const exchange of all) {
    const subject = byName.get(toolOf(exchange) ?? '');
    const minimal = exchange.tag?.startsWith('minimal:') === true;
    if (subject === undefined || (!minimal && exchange.tag !== 'case')) continue;
    if (!minimal && (exchange.outcome === 'closed' || exchange.outcome === 'timeout')) continue;
    const after = minimal ? consequences(framesAfter(frames.get(exchange.lane) ?? [], exchange)) : [];
    for (const symptom of symptomsOf(exchange, subject, recording.revision, after))
      seen.push({ exchange, subject, symptom, minimal });
  }
  for (const subject of subjects) seen.push(...lostBy(subject, all));
  return {
    subjects,
    cases: all.filter(({ tag }) => tag === 'case' || tag?.startsWith('minimal:') === true),
    all,
    seen,
    note: subjects.length === 0 ? 'no tool may be called: allow some by name, or use --calls' : 'nothing was answered',
  };
}

/** The calls after which the target gave no further session: nobody can ask them again, so they stand as they are. */
function lostBy(subject: Subject, all: readonly Exchange[]): readonly Seen[] {
  const own = all.filter((exchange) => toolOf(exchange) === subject.name);
  const last = own.findLastIndex(({ outcome }) => outcome !== 'closed' && outcome !== 'timeout');
  const silent = own.slice(last + 1).filter(({ tag }) => tag === 'case');
  const [first] = silent;
  if (first === undefined || own.slice(last + 1).some(({ tag }) => tag !== 'case')) return [];
  const beside = silent.length > 1 ? `, one of ${silent.length} calls under way` : '';
  const symptom: Symptom = {
    kind: silent.some(({ outcome }) => outcome === 'closed') ? 'crash' : 'hang',
    cause: 'the target was lost',
    got: `no answer, and no further session${beside}`,
    want: 'an answer, and a target that lives on',
    pointer: [],
    severity: 'critical',
  };
  return [{ exchange: first, subject, symptom, minimal: false }];
}

function framesByLane(recording: Recording): ReadonlyMap<string, readonly Frame[]> {
  const found = new Map<string, Frame[]>();
  for (const frame of recording.frames) {
    const list = found.get(frame.lane);
    if (list === undefined) found.set(frame.lane, [frame]);
    else list.push(frame);
  }
  return found;
}

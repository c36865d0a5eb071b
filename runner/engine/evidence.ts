// The raw recording on disk, line by line as it happens, so that it can be judged again, even after a crash.

import { closeSync, mkdirSync, readFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import type { Exchange, Frame, LaneFacts, Recording } from '../../suites/kernel/recording.ts';
import type { HarnessFault, Report } from '../../suites/kernel/report.ts';
import type { AuditOptions } from '../options.ts';
import type { EvidenceLine, StoredExchange } from '../wire/recorder.ts';
import { openOwn } from '../own-file.ts';
import { parse } from '../wire/text.ts';
import { maskLeaks } from '../dlp/mask-leaks.ts';
import { loadRules, type Rule, ruleIds, selectIds } from './catalog.ts';
import { judgePatiently } from './judge-patiently.ts';
import { mask, maskDeep } from './mask.ts';
import { touchAllowed } from './plan.ts';
import { report, type ReportInput } from './report.ts';
import { viewsOf } from './views.ts';

const FILE = 'recording.ndjson';

/** Something about the directory that its owner can mend. */
export class EvidenceError extends Error {
  override readonly name = 'EvidenceError';
}

/** What is known of a recording besides its frames; written when it opens and again when it ends. */
type Facts = Omit<Recording, 'frames' | 'exchanges' | 'lanes'>;
type Line = EvidenceLine | { readonly type: 'recording'; readonly recording: string; readonly facts: Facts };

/** The first line of an audit's evidence. What has it and no `end` was cut off: the run was killed. */
interface Begin {
  readonly type: 'begin';
  readonly format: 'assay-evidence/1';
  readonly target: Recording['target'];
  readonly seed: number;
}

/** The last line: whether all was asked that should have been. */
export interface End {
  readonly type: 'end';
  readonly incomplete?: NonNullable<ReportInput['incomplete']>;
  /** Why nothing, or not all, could be opened. */
  readonly faults: readonly HarnessFault[];
}

/** Whatever has a recording: a sitting of an audit, the tape of a recorder. */
export interface Described {
  readonly recorder: { readonly name: string };
  recording(): Recording;
}

export interface EvidenceFile {
  write(line: EvidenceLine): void;
  /** Writes what is known of a recording now. */
  describe(sitting: Described): void;
  begin(target: Recording['target'], seed: number): void;
  close(end?: End): void;
  /** Why nothing more is written, where the disk took no more. */
  problem(): string | undefined;
}

function openFile(directory: string): number {
  try {
    mkdirSync(directory, { recursive: true, mode: 0o700 });
    return openOwn(join(directory, FILE), 0o600);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    const why = code === 'EEXIST' || code === 'ENOTDIR' ? 'a file is in the place of the directory' : message;
    throw new EvidenceError(`the evidence cannot be written to ${directory}: ${why}`);
  }
}

/** @throws EvidenceError where the directory or the file cannot be made: found before the audit starts. */
export function evidenceFile(directory: string): EvidenceFile {
  const handle = openFile(directory);
  let open = true; // a connection may still report its end after the run is over
  let problem: string | undefined;
  const put = (line: Line | Begin | End): void => {
    if (!open || problem !== undefined) return;
    try {
      writeSync(handle, `${JSON.stringify(line)}\n`);
    } catch (error) {
      // A full disk ends the evidence, not the audit.
      problem = `the evidence ends early: ${error instanceof Error ? error.message : String(error)}`;
    }
  };
  return {
    write: (line) => put(masked(line)),
    describe: (sitting) => {
      const { frames: _frames, exchanges: _exchanges, lanes: _lanes, ...facts } = sitting.recording();
      put({ type: 'recording' as const, recording: sitting.recorder.name, facts: maskedFacts(facts) });
    },
    begin: (target, seed) =>
      put({ type: 'begin' as const, format: 'assay-evidence/1' as const, target: maskedTarget(target), seed }),
    close: (end) => {
      if (end !== undefined) put({ ...end, faults: maskDeep(end.faults) });
      if (open) closeSync(handle);
      open = false;
    },
    problem: () => problem,
  };
}

/** What we say ourselves stays whole, whatever a credential happens to read: judging goes by it. */
function masked(line: EvidenceLine): EvidenceLine {
  if (line.type === 'frame') return { ...line, frame: withoutJson(line.frame) };
  if (line.type === 'late') return line;
  if (line.type === 'lane') {
    const { id, purpose, revision } = line.lane;
    return { ...line, lane: { ...maskDeep(line.lane), id, purpose, revision } };
  }
  const { tag } = line.exchange;
  return tag === undefined ? line : { ...line, exchange: { ...line.exchange, tag: mask(tag) } };
}

const maskedTarget = (target: Recording['target']): Recording['target'] => ({ ...target, label: mask(target.label) });

function maskedFacts(facts: Facts): Facts {
  const { format, revision, era, transport, target } = facts;
  return { ...maskDeep(facts), format, revision, era, transport, target: maskedTarget(target) };
}

/** The parsed form follows from the text and is made again when reading. */
function withoutJson(frame: Frame): Frame {
  const { json: _json, ...rest } = frame;
  return rest;
}

interface Draft {
  facts?: Facts;
  readonly frames: Map<number, Frame>;
  readonly exchanges: Map<string, StoredExchange>;
  /** Frames that came for an exchange after its end, by exchange. */
  readonly late: Map<string, number[]>;
  readonly lanes: Map<string, LaneFacts>;
}

/**
 * Reads the recordings of an evidence directory; a last line cut short by a crash is left out.
 *
 * @throws Error with a message for the user where there is no recording.
 */
export const readEvidence = (directory: string): readonly Recording[] => readAll(directory).recordings;

interface Kept {
  readonly recordings: readonly Recording[];
  readonly begin?: Begin;
  readonly end?: End;
}

function readAll(directory: string): Kept {
  const drafts = new Map<string, Draft>();
  let begin: Begin | undefined;
  let end: End | undefined;
  for (const text of readFileSync(join(directory, FILE), 'utf8').split('\n')) {
    if (text === '') continue;
    let line: Line | Begin | End;
    try {
      line = JSON.parse(text) as Line | Begin | End;
    } catch {
      continue;
    }
    if (line.type === 'begin') begin = line;
    if (line.type === 'end') end = line;
    if (line.type === 'begin' || line.type === 'end') continue;
    const draft: Draft = drafts.get(line.recording) ?? {
      frames: new Map(),
      exchanges: new Map(),
      late: new Map(),
      lanes: new Map(),
    };
    drafts.set(line.recording, draft);
    if (line.type === 'frame') draft.frames.set(line.frame.seq, reparsed(line.frame));
    else if (line.type === 'exchange') draft.exchanges.set(line.exchange.id, line.exchange);
    else if (line.type === 'late') addLate(draft, line);
    else if (line.type === 'lane') draft.lanes.set(line.lane.id, line.lane);
    else draft.facts = line.facts;
  }
  const recordings = [...drafts.values()].flatMap((draft) =>
    draft.facts === undefined ? [] : [recordingOf(draft, draft.facts)],
  );
  return { recordings, ...(begin === undefined ? {} : { begin }), ...(end === undefined ? {} : { end }) };
}

function addLate(draft: Draft, line: Extract<EvidenceLine, { type: 'late' }>): void {
  const late = draft.late.get(line.exchange) ?? [];
  draft.late.set(line.exchange, late);
  late.push(line.frame);
}

function recordingOf(draft: Draft, facts: Facts): Recording {
  const frame = (seq: number): Frame[] => {
    const found = draft.frames.get(seq);
    return found === undefined ? [] : [found];
  };
  const exchanges: Exchange[] = [];
  for (const { sent, received, response, ...stored } of draft.exchanges.values()) {
    const [first] = frame(sent);
    if (first === undefined) continue;
    const [answer] = response === undefined ? [] : frame(response);
    exchanges.push({
      ...stored,
      sent: first,
      received: [...new Set([...received, ...(draft.late.get(stored.id) ?? [])])].flatMap(frame),
      ...(answer === undefined ? {} : { response: answer }),
    });
  }
  return { ...facts, frames: [...draft.frames.values()], exchanges, lanes: [...draft.lanes.values()] };
}

function reparsed(frame: Frame): Frame {
  if (frame.via === 'stderr' || frame.via === 'head' || frame.via === 'exit' || frame.cut !== undefined) return frame;
  const data =
    frame.via === 'stream'
      ? frame.raw
          .split(/\r\n|\n|\r/)
          .filter((line) => line.startsWith('data:'))
          .map((line) => line.slice(5).replace(/^ /, ''))
          .join('\n')
      : frame.raw;
  if (data === '') return frame;
  const { values: _, ...parsed } = parse({ raw: data, ...(frame.latin1 ? { latin1: true as const } : {}) });
  return { ...frame, ...parsed };
}

/**
 * Judges recorded evidence again; touches nothing but the directory. What the run did not finish cannot be judged to the
 * end either: such a report has exit code 3, with what is there judged.
 *
 * @throws EvidenceError where the directory holds no evidence.
 */
export async function judgeEvidence(directory: string, options: AuditOptions = {}): Promise<Report> {
  const startedAt = new Date();
  const kept = readAll(directory);
  const { begin, recordings } = kept;
  const [first] = recordings;
  const target = first?.target ?? begin?.target;
  if (target === undefined) throw new EvidenceError(`${join(directory, FILE)} holds no recording`);
  const rules = first === undefined ? [] : await loadRules(selectIds(ruleIds(), options.suites, options.rules));
  const judged = recordings.map((recording) => {
    const read = viewsOf(recording);
    const own = rulesFor(rules, recording);
    const made = judgePatiently(own, recording, read);
    const masked = maskLeaks(own, read, recording, made.verdicts);
    // An audit leaves out what has to be asked for by name; where evidence holds none of it, nobody asked.
    const verdicts = made.verdicts.filter(
      ({ rule, outcome }) => outcome !== 'skip' || touchAllowed(rule.check.touch, options),
    );
    return { ...made, verdicts, masked, heldUp: made.heldUp || !masked };
  });
  const end = endOf(
    kept,
    judged.some(({ heldUp }) => heldUp),
  );
  return report({
    target,
    startedAt,
    durationMs: Date.now() - startedAt.getTime(),
    seed: first?.seed ?? begin?.seed ?? 0,
    recordings,
    verdicts: judged.flatMap(({ verdicts }) => verdicts),
    options,
    ...(judged.every(({ masked }) => masked) ? {} : { excerpts: false }),
    ...end,
  });
}

/** Where callers were compared, nothing else was asked: each is another client, and no rule but those expects it. */
const rulesFor = (rules: readonly Rule[], recording: Recording): readonly Rule[] =>
  recording.facts.access === undefined ? rules : rules.filter(({ id }) => id.startsWith('access/callers/'));

function endOf({ begin, end, recordings }: Kept, heldUp: boolean): Pick<ReportInput, 'faults' | 'incomplete'> {
  if (end?.incomplete !== undefined && end.incomplete !== 'interrupted')
    return { faults: end.faults, incomplete: end.incomplete };
  const unopened = recordings.length === 0;
  const cut = end?.incomplete === 'interrupted' || (begin !== undefined && end === undefined);
  if (!cut && !unopened) return { faults: end?.faults ?? [], ...(heldUp ? { incomplete: 'budget' as const } : {}) };
  const message = unopened
    ? 'the evidence ends before the target was opened: there is nothing to judge'
    : 'the run that wrote this evidence was ended in the middle: what it had asked by then is judged';
  const faults = [...(end?.faults ?? []), { stage: 'gather' as const, where: 'evidence', message }];
  return { faults, incomplete: unopened ? 'unreachable' : 'budget' };
}

// The raw recording on disk, line by line as it happens, so that it can be judged again, even after a crash.

import { closeSync, mkdirSync, openSync, readFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import type { Exchange, Frame, LaneFacts, Recording } from '../../suites/kernel/recording.ts';
import type { Report } from '../../suites/kernel/report.ts';
import type { AuditOptions } from '../options.ts';
import type { EvidenceLine, StoredExchange } from '../wire/recorder.ts';
import { parse } from '../wire/text.ts';
import { loadRules, ruleIds, selectIds } from './catalog.ts';
import { judge } from './judge.ts';
import { maskDeep } from './mask.ts';
import { report } from './report.ts';
import { viewsOf } from './views.ts';

const FILE = 'recording.ndjson';

/** What is known of a recording besides its frames; written when it opens and again when it ends. */
type Facts = Omit<Recording, 'frames' | 'exchanges' | 'lanes'>;
type Line = EvidenceLine | { readonly type: 'recording'; readonly recording: string; readonly facts: Facts };

/** Whatever has a recording: a sitting of an audit, the tape of a recorder. */
export interface Described {
  readonly recorder: { readonly name: string };
  recording(): Recording;
}

export interface EvidenceFile {
  write(line: EvidenceLine): void;
  /** Writes what is known of a recording now. */
  describe(sitting: Described): void;
  close(): void;
}

/** @throws where the directory or the file cannot be made: found before the audit starts. */
export function evidenceFile(directory: string): EvidenceFile {
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const handle = openSync(join(directory, FILE), 'w', 0o600);
  let open = true; // a connection may still report its end after the run is over
  const put = (line: Line): void => {
    if (open) writeSync(handle, `${JSON.stringify(line)}\n`);
  };
  return {
    write: (line) => put(line.type === 'frame' ? { ...line, frame: withoutJson(line.frame) } : maskDeep(line)),
    describe: (sitting) => {
      const { frames: _frames, exchanges: _exchanges, lanes: _lanes, ...facts } = sitting.recording();
      put(maskDeep({ type: 'recording' as const, recording: sitting.recorder.name, facts }));
    },
    close: () => {
      if (open) closeSync(handle);
      open = false;
    },
  };
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
  readonly lanes: Map<string, LaneFacts>;
}

/**
 * Reads the recordings of an evidence directory; a last line cut short by a crash is left out.
 *
 * @throws Error with a message for the user where there is no recording.
 */
export function readEvidence(directory: string): readonly Recording[] {
  const drafts = new Map<string, Draft>();
  for (const text of readFileSync(join(directory, FILE), 'utf8').split('\n')) {
    if (text === '') continue;
    let line: Line;
    try {
      line = JSON.parse(text) as Line;
    } catch {
      continue;
    }
    const draft: Draft = drafts.get(line.recording) ?? { frames: new Map(), exchanges: new Map(), lanes: new Map() };
    drafts.set(line.recording, draft);
    if (line.type === 'frame') draft.frames.set(line.frame.seq, reparsed(line.frame));
    else if (line.type === 'exchange') draft.exchanges.set(line.exchange.id, line.exchange);
    else if (line.type === 'lane') draft.lanes.set(line.lane.id, line.lane);
    else draft.facts = line.facts;
  }
  return [...drafts.values()].flatMap((draft) => (draft.facts === undefined ? [] : [recordingOf(draft, draft.facts)]));
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
      received: received.flatMap(frame),
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
  const parsed = parse({ raw: data, ...(frame.latin1 ? { latin1: true as const } : {}) });
  return { ...frame, ...parsed };
}

/** Judges recorded evidence again; touches nothing but the directory. */
export async function judgeEvidence(directory: string, options: AuditOptions = {}): Promise<Report> {
  const startedAt = new Date();
  const recordings = readEvidence(directory);
  const [first] = recordings;
  if (first === undefined) throw new Error(`${join(directory, FILE)} holds no recording of an opened target`);
  const rules = await loadRules(selectIds(ruleIds(), options.suites, options.rules));
  const verdicts = recordings.flatMap((recording) => {
    const read = viewsOf(recording);
    return rules.map((rule) => judge(rule, recording, read, {}));
  });
  return report({
    target: first.target,
    startedAt,
    durationMs: Date.now() - startedAt.getTime(),
    seed: first.seed,
    recordings,
    verdicts,
    faults: [],
    options,
  });
}

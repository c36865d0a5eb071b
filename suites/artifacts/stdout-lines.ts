// Lines of stdout that are no message, told apart: pieces of a message that was broken over lines, and everything else.

import type { Artifact } from '../kernel/check.ts';
import { artifact } from '../kernel/check.ts';
import { isObject } from '../kernel/look.ts';
import type { Frame, Recording } from '../kernel/recording.ts';
import { traffic } from './traffic.ts';

export interface StdoutLines {
  /** Lines that were looked at. */
  readonly seen: number;
  /** Runs of lines that together make one message. */
  readonly broken: readonly (readonly Frame[])[];
  /** Lines that are neither a message nor part of one. */
  readonly stray: readonly Frame[];
}

/** Lines joined at most to find a message in them. */
const RUN_LIMIT = 4000;

export const isMessage = (json: unknown): boolean =>
  Array.isArray(json)
    ? json.length > 0 && json.every(isMessage)
    : isObject(json) && ['jsonrpc', 'method', 'result', 'error'].some((name) => Object.hasOwn(json, name));

/** The process was killed, so that its last line may be cut anywhere. */
function lastOfKilled(frames: readonly Frame[]): ReadonlySet<Frame> {
  const last = new Map<string, Frame>();
  const cut = new Set<Frame>();
  for (const frame of frames) {
    if (frame.via === 'stdio' && frame.origin === 'target') last.set(frame.lane, frame);
    const line = last.get(frame.lane);
    if (frame.via === 'exit' && frame.origin === 'target' && frame.exit?.signal != null && line !== undefined)
      cut.add(line);
  }
  return cut;
}

function read(recording: Recording): StdoutLines {
  const cut = lastOfKilled(recording.frames);
  const lanes = new Map<string, Frame[]>();
  for (const frame of recording.frames) {
    if (frame.via !== 'stdio' || frame.origin !== 'target' || frame.cut !== undefined) continue;
    if (frame.raw.trim() === '' || (cut.has(frame) && frame.unparsed !== undefined)) continue;
    const lines = lanes.get(frame.lane);
    if (lines === undefined) lanes.set(frame.lane, [frame]);
    else lines.push(frame);
  }
  const broken: (readonly Frame[])[] = [];
  const stray: Frame[] = [];
  let seen = 0;
  for (const lines of lanes.values()) {
    seen += lines.length;
    for (const run of runsOf(lines)) sort(run, broken, stray);
  }
  return { seen, broken, stray };
}

/** Stretches of lines that are no message. */
function runsOf(lines: readonly Frame[]): readonly (readonly Frame[])[] {
  const runs: Frame[][] = [];
  let run: Frame[] = [];
  for (const line of lines) {
    if (isMessage(line.json)) {
      if (run.length > 0) runs.push(run);
      run = [];
    } else run.push(line);
  }
  if (run.length > 0) runs.push(run);
  return runs;
}

/** Finds messages that were broken over the lines of a run; the rest is stray. */
function sort(run: readonly Frame[], broken: (readonly Frame[])[], stray: Frame[]): void {
  let begin = 0;
  while (begin < run.length) {
    const length = run[begin]?.raw.trimStart().startsWith('{') === true ? messageAt(run, begin) : 0;
    if (length > 0) broken.push(run.slice(begin, begin + length));
    else stray.push(run[begin] as Frame);
    begin += Math.max(1, length);
  }
}

/** How many lines from here make one message; 0 where none do. */
function messageAt(run: readonly Frame[], begin: number): number {
  let text = '';
  for (let length = 1; length <= Math.min(RUN_LIMIT, run.length - begin); length += 1) {
    const line = run[begin + length - 1]?.raw ?? '';
    text += `${line}\n`;
    if (length > 1 && line.trimEnd().endsWith('}') && parses(text)) return length;
  }
  return 0;
}

function parses(text: string): boolean {
  try {
    return isMessage(JSON.parse(text));
  } catch {
    return false;
  }
}

export const stdoutLines: Artifact<StdoutLines> = artifact({
  id: 'stdout-lines',
  // Whatever was said is judged; nothing is asked for it.
  after: [traffic],
  declared: (_capabilities, recording) => recording.transport === 'stdio',
  read,
});

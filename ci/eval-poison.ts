// `npm run eval:poison`: measures the poisoning detectors on a labelled set of tools and prints the confusion table.
// The set is not part of the repository: ASSAY_DATA_DIR, or ../shared/data beside it, holds poison-dev.jsonl. `--write`
// puts the table into docs/POISONING.md, `--misses` lists what was judged wrongly, `--file` takes another set.

import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { toolStrings } from '../suites/artifacts/definition-strings.ts';
import { assess } from '../suites/poison/assess.ts';
import type { Assessment } from '../suites/poison/assess.ts';
import { textsOf } from '../suites/poison/doubts.ts';
import { nameClashes } from '../suites/poison/set/clashes.ts';

interface Row {
  readonly id: string;
  readonly source: string;
  readonly path?: string;
  readonly label: 'malicious' | 'benign';
  readonly category: string;
  /** Where a detector could see it: the words of one tool, a set of tools, or only what the tool answers. */
  readonly signal: string;
  readonly fixture?: string;
  readonly tool: { readonly name: string };
}

type Level = 'fail' | 'warn' | 'silent';

export interface Judged {
  readonly row: Row;
  readonly level: Level;
  readonly assessment: Assessment<ReturnType<typeof textsOf>[number]>;
}

const ROOT = fileURLToPath(new URL('..', import.meta.url));

export const dataFile = (): string | undefined =>
  [process.env['ASSAY_DATA_DIR'], join(ROOT, '../shared/data'), join(ROOT, '../../shared/data')]
    .filter((folder) => folder !== undefined)
    .map((folder) => join(folder, 'poison-dev.jsonl'))
    .find((file) => existsSync(file));

export const readRows = (file: string): readonly Row[] =>
  readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Row);

/** Judges each tool by itself, and tools that one fixture lists together as a set too. */
export function judgeRows(rows: readonly Row[]): readonly Judged[] {
  const sets = new Map<string, Row[]>();
  for (const row of rows) {
    if (row.fixture === undefined) continue;
    const key = `${row.source} ${row.path ?? ''} ${row.fixture}`;
    sets.set(key, [...(sets.get(key) ?? []), row]);
  }
  const clashing = new Set<string>();
  for (const set of sets.values())
    for (const { one, other } of nameClashes(set.map((row) => ({ name: row.tool.name, definition: row.tool, row }))))
      clashing.add(one.row.id).add(other.row.id);
  return rows.map((row) => {
    const assessment = assess(textsOf(toolStrings(row.tool)));
    const refused = assessment.doubt === 'refuse' || clashing.has(row.id);
    return { row, assessment, level: refused ? 'fail' : assessment.doubt === 'doubt' ? 'warn' : 'silent' };
  });
}

export interface Figures {
  readonly malicious: number;
  readonly visible: number;
  readonly benign: number;
  readonly count: (label: Row['label'], level: Level) => number;
  /** Of the malicious ones that the words of a tool or a set can show: how many are flagged at all. */
  readonly recall: number;
  readonly recallAtFail: number;
  readonly benignAtFail: number;
  readonly benignFlagged: number;
}

export function figuresOf(judged: readonly Judged[]): Figures {
  const malicious = judged.filter(({ row }) => row.label === 'malicious');
  const visible = malicious.filter(({ row }) => row.signal !== 'output');
  const benign = judged.filter(({ row }) => row.label === 'benign');
  const share = (of: readonly Judged[], levels: readonly Level[]): number =>
    of.length === 0 ? 0 : of.filter(({ level }) => levels.includes(level)).length / of.length;
  return {
    malicious: malicious.length,
    visible: visible.length,
    benign: benign.length,
    count: (label, level) => judged.filter((one) => one.row.label === label && one.level === level).length,
    recall: share(visible, ['fail', 'warn']),
    recallAtFail: share(visible, ['fail']),
    benignAtFail: share(benign, ['fail']),
    benignFlagged: share(benign, ['fail', 'warn']),
  };
}

const percent = (share: number): string => `${(share * 100).toFixed(1)} %`;

function table(head: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  const all = [head, head.map(() => '---'), ...rows];
  return all.map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

export function confusion(judged: readonly Judged[]): string {
  const figures = figuresOf(judged);
  const labels = ['malicious', 'benign'] as const;
  const groups = (by: (row: Row) => string): readonly (readonly (string | number)[])[] => {
    const names = [...new Set(judged.map(({ row }) => by(row)))].toSorted();
    return names.map((name) => {
      const own = figuresOf(judged.filter(({ row }) => by(row) === name));
      return [
        name,
        own.visible,
        own.visible === 0 ? '' : percent(own.recall),
        own.visible === 0 ? '' : percent(own.recallAtFail),
        own.benign,
        own.benign === 0 ? '' : percent(own.benignAtFail),
      ];
    });
  };
  const head = ['malicious, visible', 'flagged', 'of these at fail', 'benign', 'at fail'];
  return [
    table(
      ['', 'fail', 'warn', 'silent', 'all'],
      labels.map((label) => [
        label,
        figures.count(label, 'fail'),
        figures.count(label, 'warn'),
        figures.count(label, 'silent'),
        label === 'malicious' ? figures.malicious : figures.benign,
      ]),
    ),
    '',
    `Recall on what the words of a tool or a set of tools can show (${figures.visible} of ${figures.malicious}): ${percent(figures.recall)} flagged, ${percent(figures.recallAtFail)} at fail level.`,
    `Benign tools at fail level: ${percent(figures.benignAtFail)} (promise: at most 0.5 %); flagged at all: ${percent(figures.benignFlagged)}.`,
    '',
    heldOutLine(judged),
    '',
    table(
      ['where it shows', ...head],
      groups((row) => row.signal),
    ),
    '',
    table(
      ['source', ...head],
      groups((row) => (row.source.startsWith('npm:') ? 'published npm servers' : row.source)),
    ),
    '',
  ].join('\n');
}

/** Benign tools that a cutoff may put at fail level. */
const ALLOWED = 0.005;

export interface HeldOut {
  readonly visible: number;
  readonly found: number;
  readonly benign: number;
  readonly alarms: number;
}

/**
 * One source left out at a time: the lowest cutoff that keeps the promise on the benign tools of all other sources is
 * applied to the tools of the one left out. Says how far the cutoff is fitted to the set; the words were written with
 * all of it at hand, which no resampling undoes.
 */
export function leaveOneSourceOut(judged: readonly Judged[]): HeldOut {
  const sum = { visible: 0, found: 0, benign: 0, alarms: 0 };
  for (const source of new Set(judged.map(({ row }) => row.source))) {
    const cutoff = cutoffFor(judged.filter(({ row }) => row.source !== source));
    for (const one of judged.filter(({ row }) => row.source === source)) {
      const flagged = scoreOf(one) >= cutoff;
      if (one.row.label === 'benign') {
        sum.benign += 1;
        sum.alarms += flagged ? 1 : 0;
      } else if (one.row.signal !== 'output') {
        sum.visible += 1;
        sum.found += flagged ? 1 : 0;
      }
    }
  }
  return sum;
}

/** A name that clashes within its set is refused whatever its words weigh. */
const scoreOf = ({ level, assessment }: Judged): number =>
  level === 'fail' ? Math.max(1, assessment.score) : assessment.score;

function cutoffFor(judged: readonly Judged[]): number {
  const benign = judged.filter(({ row }) => row.label === 'benign').map(scoreOf);
  const candidates = [...new Set(judged.map(scoreOf))].filter((score) => score > 0).toSorted((a, b) => a - b);
  const good = (cutoff: number): boolean => benign.filter((score) => score >= cutoff).length <= ALLOWED * benign.length;
  return candidates.find(good) ?? Number.POSITIVE_INFINITY;
}

function heldOutLine(judged: readonly Judged[]): string {
  const { visible, found, benign, alarms } = leaveOneSourceOut(judged);
  return (
    `Each source left out in turn, with the lowest cutoff that keeps the promise on all others: ` +
    `${percent(found / visible)} of the visible malicious tools flagged (${found} of ${visible}), ` +
    `${percent(alarms / benign)} of the benign ones (${alarms} of ${benign}). ` +
    `This tells how far the cutoff is fitted to the set, not how far the words are.`
  );
}

const BEGIN = '<!-- eval:poison begin -->';
const END = '<!-- eval:poison end -->';

function writeInto(file: string, text: string): void {
  const page = readFileSync(file, 'utf8');
  const [before, rest] = page.split(BEGIN);
  const after = rest?.split(END)[1];
  if (before === undefined || after === undefined) throw new Error(`${file} has no place marked ${BEGIN} … ${END}`);
  writeFileSync(file, `${before}${BEGIN}\n\n${text}\n${END}${after}`);
}

function main(): void {
  const { values } = parseArgs({
    options: { file: { type: 'string' }, write: { type: 'boolean' }, misses: { type: 'boolean' } },
  });
  const file = values.file ?? dataFile();
  if (file === undefined) {
    console.log(
      'skipped: the labelled set is not at hand; set ASSAY_DATA_DIR to the folder that holds poison-dev.jsonl',
    );
    return;
  }
  const judged = judgeRows(readRows(file));
  const text = confusion(judged);
  console.log(text);
  if (values.misses === true)
    for (const { row, level, assessment } of judged)
      if ((row.label === 'malicious') !== (level !== 'silent'))
        console.log(
          `${row.label} ${level} ${row.id}: ${assessment.signs.map((sign) => `${sign.signal} ${sign.weight}`).join(', ')}`,
        );
  if (values.write === true) writeInto(join(ROOT, 'docs/POISONING.md'), text);
  const { recall, benignAtFail } = figuresOf(judged);
  if (recall < 0.95 || benignAtFail > 0.005) process.exitCode = 1;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) main();

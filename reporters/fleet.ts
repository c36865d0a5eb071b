// Several servers in one table: the summary of a client file or of merged reports.

import type { Report } from '../suites/kernel/report.ts';
import { countsOf, headline, issuesOf } from './arrange.ts';
import { clip, columnsOf, padEnd, padStart } from './columns.ts';
import { mdCell } from './markdown-text.ts';
import { visible } from './visible.ts';

export interface FleetEntry {
  readonly name: string;
  readonly report: Report;
}

const COUNTS = ['fail', 'warn', 'pass', 'skip'] as const;

export function fleetTable(entries: readonly FleetEntry[], options: { readonly columns?: number } = {}): string {
  const columns = options.columns ?? 80;
  const rows = entries.map(({ name, report }) => ({
    name: visible(name),
    word: headline(report).word,
    counts: COUNTS.map((kind) => String(countsOf(report.results)[kind])),
    worst: issuesOf(report.results).find((issue) => issue.waived === undefined)?.rule.id ?? '',
  }));
  const nameWidth = Math.min(30, Math.max(6, ...rows.map((row) => columnsOf(row.name))));
  const wordWidth = Math.max(7, ...rows.map((row) => row.word.length));
  const lines = rows.map((row) => {
    const counts = row.counts.map((count) => padStart(count, 6)).join('');
    const head = `${padEnd(clip(row.name, nameWidth), nameWidth)}  ${padEnd(row.word, wordWidth)}${counts}`;
    const room = columns - columnsOf(head) - 2;
    return row.worst === '' || room < 16 ? head : `${head}  ${clip(row.worst, room)}`;
  });
  const heading = `${padEnd('server', nameWidth)}  ${padEnd('verdict', wordWidth)}${COUNTS.map((kind) => padStart(kind, 6)).join('')}  worst`;
  return ['', heading, ...lines, ''].join('\n');
}

/** The table as Markdown, for a pull request or a wiki page. */
export function fleetMarkdown(entries: readonly FleetEntry[]): string {
  const rows = entries.map(({ name, report }) => {
    const worst = issuesOf(report.results).find((issue) => issue.waived === undefined)?.rule.id;
    const counts = COUNTS.map((kind) => countsOf(report.results)[kind]).join(' | ');
    return `| ${mdCell(name)} | ${headline(report).word} | ${counts} | ${worst === undefined ? '' : mdCell(worst)} |`;
  });
  return [
    '| Server | Verdict | Failed | Warned | Passed | Skipped | Worst |',
    '|---|---|---:|---:|---:|---:|---|',
    ...rows,
    '',
  ].join('\n');
}

/** `assay-fleet/1`: the reports of several servers in one file. */
export function fleetJson(entries: readonly FleetEntry[]): string {
  const servers = entries.map(({ name, report }) => ({
    name,
    exitCode: report.exitCode,
    summary: report.summary,
    report,
  }));
  return `${JSON.stringify({ format: 'assay-fleet/1', servers }, undefined, 2)}\n`;
}

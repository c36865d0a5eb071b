// The report for a person at a terminal: grouped by suite, worst first, each finding with what to do about it.

import type { Report } from '../suites/kernel/report.ts';
import { headline, type Issue, plural, skipsOf, suitesOf, type SuiteView, tally } from './arrange.ts';
import { columnsOf, wrap } from './columns.ts';
import { compareLines } from './compare.ts';
import { figuresOf } from './figures.ts';
import { costLines } from './cost.ts';
import { colours, plain } from './paint.ts';
import { leakLines } from './leaks.ts';
import { issueLines } from './terminal-issue.ts';
import { indented, labelled, type Style } from './terminal-style.ts';
import { visible } from './visible.ts';

export interface TerminalOptions {
  readonly colour?: boolean;
  /** Default 80. */
  readonly columns?: number;
  /** Every finding, every pass and every skip. */
  readonly verbose?: boolean;
  /** Path of the JSON report, where one is written: `assay replay` needs it. */
  readonly replayFrom?: string;
}

/** The whole report as text that ends in a line feed. */
export function terminal(report: Report, options: TerminalOptions = {}): string {
  const style: Style = {
    paint: options.colour === true ? colours() : plain,
    columns: Math.min(120, Math.max(40, options.columns ?? 80)),
    verbose: options.verbose ?? false,
    ...(options.replayFrom === undefined ? {} : { replayFrom: options.replayFrom }),
  };
  const suites = suitesOf(report);
  const lines = [
    ...headLines(report, style),
    ...suites.flatMap((suite) => suiteLines(report, suite, style)),
    ...compareLines(report.measures, style),
    ...costLines(report.measures, style),
    ...leakLines(report.measures, style),
    ...waivedLines(suites, style),
    ...figureLines(report, style),
    ...skipLines(report, style),
    ...faultLines(report, style),
    ...endLines(report, suites, style),
  ];
  return `${lines.join('\n')}\n`;
}

function headLines(report: Report, style: Style): string[] {
  const { paint } = style;
  const target = visible(report.target.label);
  const first = wrap(`Assay ${report.tool.version} · ${target}`, style.columns).map((line) => paint.bold(line));
  const runs = report.runs.flatMap((run) => {
    const server = `${visible(run.server.name)} ${visible(run.server.version)}`.trim();
    return indented(`${run.revision} over ${run.transport} · ${server === '' ? 'unnamed server' : server}`, 2, style);
  });
  return [...first, ...runs];
}

function suiteLines(report: Report, suite: SuiteView, style: Style): string[] {
  const { paint } = style;
  const title = suite.name.toUpperCase();
  const figures = tally(suite.counts, suite.waived);
  const room = style.columns - columnsOf(title) - columnsOf(figures) - 2;
  const heading =
    room < 2
      ? [paint.bold(title), ...indented(figures, 2, style)]
      : [`${paint.bold(title)} ${paint.dim('─'.repeat(room))} ${figures}`];
  const open = suite.issues.filter((issue) => issue.waived === undefined && issue.outcome !== 'error');
  const passes = style.verbose ? passLines(suite, style) : [];
  return ['', ...heading, ...open.flatMap((issue) => ['', ...issueLines(report, issue, style)]), ...passes];
}

function passLines(suite: SuiteView, style: Style): string[] {
  const passed = suite.results.filter((result) => result.outcome === 'pass');
  if (passed.length === 0) return [];
  return [
    '',
    ...passed.flatMap((result) =>
      wrap(
        `${result.rule.id} · ${result.revision} over ${result.transport} · saw ${result.seen}`,
        style.columns - 2,
      ).map((line, index) => (index === 0 ? `${style.paint.green('✔')} ${line}` : `    ${line}`)),
    ),
  ];
}

function waivedLines(suites: readonly SuiteView[], style: Style): string[] {
  const waived = suites.flatMap((suite) => suite.issues.filter((issue) => issue.waived !== undefined));
  if (waived.length === 0) return [];
  const lines = waived.flatMap((issue: Issue) =>
    indented(
      `${issue.rule.id} (${plural(issue.findings.length, 'finding')}): ${visible(issue.waived ?? '')}`,
      2,
      style,
    ),
  );
  return ['', style.paint.bold('WAIVED'), ...lines];
}

/** What load and affinity measured. */
function figureLines(report: Report, style: Style): string[] {
  const figures = figuresOf(report);
  if (figures.length === 0) return [];
  return [
    '',
    style.paint.bold('FIGURES'),
    ...figures.flatMap(({ label, text }) => labelled(label, text, 2, style, 13)),
  ];
}

const SKIP_WORDS: Readonly<Record<string, string>> = {
  blocked: 'could not be reached because something before them failed',
  'not-allowed': 'need calls that were not allowed (see --calls)',
  'nothing-to-judge': 'found nothing to judge',
  'not-declared': 'need a capability the server does not declare',
  transport: 'are about another transport',
  revision: 'are about another revision',
};

function skipLines(report: Report, style: Style): string[] {
  const skips = skipsOf(report.results);
  if (skips.length === 0) return [];
  const lines = skips.flatMap(({ kind, notes }) => {
    const count = notes.reduce((sum, [, times]) => sum + times, 0);
    const head = labelled(String(count), SKIP_WORDS[kind] ?? kind, 2, style, 5);
    if (!style.verbose && kind !== 'blocked' && kind !== 'not-allowed') return head;
    const shown = style.verbose ? notes : notes.slice(0, 5);
    const more = notes.length - shown.length;
    return [
      ...head,
      ...shown.flatMap(([note, times]) => indented(`${times} × ${visible(note)}`, 7, style)),
      ...(more > 0 ? indented(`and ${plural(more, 'other reason')} (--verbose shows all)`, 7, style) : []),
    ];
  });
  return ['', style.paint.bold('NOT JUDGED'), ...lines];
}

function faultLines(report: Report, style: Style): string[] {
  const broken = report.results.filter((result) => result.outcome === 'error');
  if (report.faults.length === 0 && broken.length === 0) return [];
  const lines = [
    ...report.faults.map((fault) => `${fault.stage}: ${visible(fault.where)}: ${visible(fault.message)}`),
    ...broken.map((result) => `${result.rule.id} broke; this says nothing about the target`),
  ];
  const connect = report.faults.every((fault) => fault.stage === 'connect') && broken.length === 0;
  const title = connect ? 'CONNECTION' : 'FAULTS OF ASSAY OR ITS SURROUNDINGS';
  return ['', style.paint.yellow(title), ...[...new Set(lines)].flatMap((line) => indented(line, 2, style))];
}

function endLines(report: Report, suites: readonly SuiteView[], style: Style): string[] {
  const { word, tone } = headline(report);
  const { paint } = style;
  const coloured = tone === 'good' ? paint.green(word) : tone === 'bad' ? paint.red(word) : paint.yellow(word);
  const waived = suites.reduce((sum, suite) => sum + suite.waived, 0);
  const counts = suites.reduce(
    (sum, { counts: own }) => {
      const kinds = Object.keys(sum) as (keyof typeof sum)[];
      return Object.fromEntries(kinds.map((kind) => [kind, sum[kind] + own[kind]])) as typeof sum;
    },
    { pass: 0, fail: 0, warn: 0, skip: 0, error: 0 },
  );
  const text = `${tally(counts, waived)} in ${seconds(report.durationMs)} (seed ${report.seed})`;
  const [first = '', ...rest] = wrap(`${word}  ${text}`, style.columns - 2);
  return [
    '',
    paint.bold(coloured) + first.slice(word.length),
    ...rest.map((line) => `  ${line}`),
    ...replayHint(suites, style),
  ];
}

/** `assay replay` reads a JSON report; without one the commands above have nothing to read. */
function replayHint(suites: readonly SuiteView[], style: Style): string[] {
  const findings = suites.some((suite) => suite.issues.some((issue) => issue.waived === undefined));
  if (!findings) return [];
  const calls = suites.some(({ name, issues }) => (name === 'fuzz' || name === 'contract') && issues.length > 0);
  if (style.replayFrom !== undefined)
    return calls
      ? indented('A case to paste into a contract: `assay replay … --as contract`; for a shell: `--as curl`.', 2, style)
      : [];
  return indented('Add --report json:report.json to keep the evidence that `assay replay` needs.', 2, style);
}

const seconds = (ms: number): string => (ms < 10_000 ? `${(ms / 1000).toFixed(1)} s` : `${Math.round(ms / 1000)} s`);

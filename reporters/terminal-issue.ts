// One broken rule on the terminal: what was expected, what was seen, where, why it matters, what to do, how to see it again.

import type { Report } from '../suites/kernel/report.ts';
import { type Issue, plural, runNames, shortKey, type Seen } from './arrange.ts';
import { wrap } from './columns.ts';
import { shownAt, windowOf } from './excerpt.ts';
import { replayCommand } from './replay.ts';
import { indented, labelled, type Style } from './terminal-style.ts';
import { visible } from './visible.ts';

/** Findings of one rule that are shown without --verbose. */
const SHOWN = 4;

export function issueLines(report: Report, issue: Issue, style: Style): string[] {
  const { paint } = style;
  const fails = issue.outcome === 'fail';
  const mark = fails ? paint.red('✖ FAIL') : paint.yellow('▲ WARN');
  const level = issue.rule.level === 'advice' ? 'advice' : issue.rule.level.toUpperCase();
  const head = wrap(`xxxxxx  ${issue.rule.id}`, style.columns).map((line, index) =>
    index === 0 ? `${mark}${paint.bold(line.slice(6))}` : `        ${line}`,
  );
  const shown = style.verbose ? issue.findings : issue.findings.slice(0, SHOWN);
  const more = issue.findings.length - shown.length;
  return [
    ...head,
    ...indented(issue.rule.title, 2, style),
    ...indented(`${level} · ${issue.severity} · ${runNames(issue.runs)}`, 2, style).map(paint.dim),
    ...shown.flatMap((seen, index) => findingLines(report, issue, seen, index, style)),
    ...(more > 0 ? indented(`and ${plural(more, 'finding')} more of this rule (--verbose shows all)`, 4, style) : []),
    ...labelled('why', issue.rule.why, 2, style),
    ...labelled('fix', issue.rule.fix, 2, style),
    // Urls and commands stay whole, however long: they are there to be clicked and copied.
    ...(issue.rule.url === '' ? [] : [`  ${paint.dim('see')}       ${paint.cyan(issue.rule.url)}`]),
    `  ${paint.dim('replay')}    ${replayCommand(issue, shown[0]?.finding, style.replayFrom)}`,
  ];
}

function findingLines(report: Report, issue: Issue, seen: Seen, index: number, style: Style): string[] {
  const { finding, runs } = seen;
  const [where] = finding.at;
  const place = where === undefined ? '' : ` · ${where.exchange} ${visible(where.pointer ?? '')}`;
  const elsewhere = finding.at.length > 1 ? ` and ${plural(finding.at.length - 1, 'place')} more` : '';
  const partial = runs.length < issue.runs.length ? ` · only ${runNames(runs)}` : '';
  const number = `${index + 1}. ${visible(shortKey(issue.rule.id, finding.key))}`;
  return [
    ...indented(`${number}${place.trimEnd()}${elsewhere}${partial}`, 4, style),
    ...labelled('expected', squeezed(finding.want), 7, style),
    ...labelled('actual', squeezed(finding.got), 7, style),
    ...excerptLines(report, seen, style),
  ];
}

function excerptLines(report: Report, { finding }: Seen, style: Style): string[] {
  const shown = shownAt(report, finding.at[0]);
  if (shown === undefined || shown.text.trim() === '') return [];
  const width = style.columns - 17;
  const window = windowOf(
    shown.place === undefined ? { ...shown, text: withoutHeads(shown.text) } : shown,
    width * 3 - 6,
  );
  const [before, hit, after] = [window.before, window.hit, window.after].map((part) => squeezed(part));
  const lines = labelled(shown.side, `${before}${hit}${after}`, 7, style).slice(0, 5);
  return hit === undefined || hit === '' ? lines : underline(lines, hit, style);
}

/** Runs of blanks say nothing on a terminal and break its lines; the JSON report has them all. */
const squeezed = (text: string): string => visible(text).replace(/ {2,}/g, ' ');

/** Of HTTP heads the first line: where a finding points at no header, the few lines there are go to the body. */
const withoutHeads = (text: string): string =>
  text.replace(/^((?:HTTP|[A-Z]+ https?:)[^\r\n]*)(?:\r?\n[^\s{[][^\r\n]*)*(?:\r?\n)*/, '$1 … ').replace(/ … $/, '');

/** Highlights the hit where it stands whole on one line; a broken one stays unmarked rather than wrongly marked. */
function underline(lines: readonly string[], hit: string, style: Style): string[] {
  const index = lines.findIndex((line) => line.includes(hit));
  if (index === -1) return [...lines];
  return lines.map((line, at) =>
    at === index ? line.replace(hit, () => style.paint.bold(style.paint.red(hit))) : line,
  );
}

// The report for a pull request comment: short, changes against the base first, details folded away.

import type { Report } from '../suites/kernel/report.ts';
import { countsOf, headline, type Issue, issuesOf, plural, runNames, shortKey, suitesOf, tally } from './arrange.ts';
import { type Changes, changesOf, type Point } from './changes.ts';
import { compareMarkdown } from './compare.ts';
import { shownAt, windowOf } from './excerpt.ts';
import { mdBlock, mdCell, mdCode, mdText } from './markdown-text.ts';

export interface MarkdownOptions {
  /** The report of the branch that the change goes into. */
  readonly base?: Report;
  /** GitHub takes 65,536 characters in a comment. */
  readonly limit?: number;
}

/** Finds our own comment again, to update it in place of writing another. */
export const COMMENT_MARK = '<!-- assay-report -->';
const ROWS = 20;

export function markdown(report: Report, options: MarkdownOptions = {}): string {
  const limit = options.limit ?? 60_000;
  const changes = options.base === undefined ? undefined : changesOf(report, options.base);
  const head = [
    ...headLines(report),
    ...compareMarkdown(report.measures),
    ...(changes === undefined ? [] : changeLines(changes)),
  ].join('\n');
  const issues = issuesOf(report.results).filter((issue) => issue.outcome !== 'error');
  const open = issues.filter((issue) => issue.waived === undefined);
  const parts: string[] = [];
  let length = head.length;
  let left = 0;
  for (const issue of open) {
    const text = issueText(report, issue);
    if (length + text.length > limit) left += 1;
    else parts.push(text);
    length += left > 0 ? 0 : text.length;
  }
  const tail = [
    ...(left > 0 ? [`_${plural(left, 'further rule')} did not fit here; the JSON report has everything._`, ''] : []),
    ...waivedLines(issues),
    ...faultLines(report),
    ...suiteTable(report),
  ];
  return `${head}\n${parts.join('')}${tail.join('\n')}\n`;
}

function headLines(report: Report): string[] {
  const { word, tone } = headline(report);
  const sign = tone === 'good' ? '✅' : tone === 'bad' ? '❌' : '⚠️';
  const servers = [...new Set(report.runs.map((run) => `${run.server.name} ${run.server.version}`.trim()))];
  const of = servers.length === 0 ? '' : ` · ${servers.map((name) => mdText(name)).join(', ')}`;
  const runs = report.runs.length === 0 ? '' : ` · ${runNames(report.runs)}`;
  const waived = report.results.filter((result) => result.waived !== undefined).length;
  return [
    COMMENT_MARK,
    `### ${sign} Assay: ${word}`,
    '',
    `${mdCode(report.target.label)}${of}${runs}`,
    '',
    `**${tally(countsOf(report.results), waived)}** (seed ${report.seed}, ${mdText(report.tool.name)} ${mdText(report.tool.version)})`,
    '',
  ];
}

function changeLines(changes: Changes): string[] {
  const { added, gone, kept, unjudged } = changes;
  const lines = [`**Against the base: ${added.length} new, ${gone.length} gone, ${kept.length} unchanged**`, ''];
  if (added.length > 0) lines.push(...table('New', added));
  if (gone.length > 0) lines.push(...table('Gone', gone));
  if (unjudged.length > 0)
    lines.push(
      `Had findings in the base and could not be judged now: ${unjudged.map((id) => mdCode(id)).join(', ')}`,
      '',
    );
  return lines;
}

function table(title: string, points: readonly Point[]): string[] {
  const rows = points.slice(0, ROWS).map(({ issue, seen: { finding } }) => {
    const cells = [mdCode(issue.rule.id), finding.severity, mdCell(short(finding.want)), mdCell(short(finding.got))];
    return `| ${cells.join(' | ')} |`;
  });
  const more = points.length - rows.length;
  return [
    `| ${title} | Severity | Expected | Actual |`,
    '|---|---|---|---|',
    ...rows,
    ...(more > 0 ? [`| and ${more} more | | | |`] : []),
    '',
  ];
}

const short = (text: string): string => (text.length <= 120 ? text : `${Array.from(text).slice(0, 119).join('')}…`);

function issueText(report: Report, issue: Issue): string {
  const sign = issue.outcome === 'fail' ? '❌' : '🔶';
  const title = `${sign} <code>${issue.rule.id}</code> ${mdText(issue.rule.title)} (${plural(issue.findings.length, 'finding')})`;
  const shown = issue.findings.slice(0, 5);
  const more = issue.findings.length - shown.length;
  const see = issue.rule.url === '' ? '' : ` [Specification](${encodeURI(issue.rule.url)})`;
  const lines = [
    `<details><summary>${title}</summary>`,
    '',
    `${issue.rule.level} · ${issue.severity} · ${runNames(issue.runs)}`,
    '',
    ...shown.flatMap(({ finding }) => findingLines(report, issue, finding)),
    ...(more > 0 ? [`and ${plural(more, 'finding')} more`, ''] : []),
    `**Why:** ${mdText(issue.rule.why)}`,
    '',
    `**Fix:** ${mdText(issue.rule.fix)}${see}`,
    '',
    '</details>',
    '',
    '',
  ];
  return lines.join('\n');
}

function findingLines(report: Report, issue: Issue, finding: Point['seen']['finding']): string[] {
  const shown = shownAt(report, finding.at[0]);
  const window = shown === undefined ? undefined : windowOf(shown, 400);
  return [
    `- ${mdCode(shortKey(issue.rule.id, finding.key))}: expected ${mdCode(short(finding.want))}, got ${mdCode(short(finding.got))}`,
    '',
    ...(window === undefined ? [] : [mdBlock(`${window.before}${window.hit}${window.after}`), '']),
  ];
}

function waivedLines(issues: readonly Issue[]): string[] {
  const waived = issues.filter((issue) => issue.waived !== undefined);
  if (waived.length === 0) return [];
  const rows = waived.map((issue) => `- ${mdCode(issue.rule.id)}: ${mdText(issue.waived ?? '')}`);
  return [`<details><summary>${plural(waived.length, 'waived rule')}</summary>`, '', ...rows, '', '</details>', ''];
}

function faultLines(report: Report): string[] {
  if (report.faults.length === 0) return [];
  const rows = report.faults
    .slice(0, ROWS)
    .map((fault) => `- ${fault.stage}: ${mdText(fault.where)}: ${mdText(fault.message)}`);
  return ['**Faults of Assay or its surroundings, not of the target**', '', ...rows, ''];
}

function suiteTable(report: Report): string[] {
  const rows = suitesOf(report).map(
    ({ name, counts }) => `| ${mdText(name)} | ${counts.fail} | ${counts.warn} | ${counts.pass} | ${counts.skip} |`,
  );
  if (rows.length === 0) return [];
  return ['| Suite | Failed | Warned | Passed | Skipped |', '|---|---:|---:|---:|---:|', ...rows];
}

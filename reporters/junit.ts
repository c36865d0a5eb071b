// JUnit XML for test dashboards of CI systems: a suite per Assay suite and run, a case per rule.

import type { Report, Result } from '../suites/kernel/report.ts';
import { shortKey } from './arrange.ts';
import { shownAt, windowOf } from './excerpt.ts';
import { xmlLines, xmlText } from './xml.ts';

export interface JunitOptions {
  /** With `warn`, warnings of level should are failures here too. */
  readonly failOn?: 'fail' | 'warn' | 'never';
}

export function junit(report: Report, options: JunitOptions = {}): string {
  const groups = new Map<string, Result[]>();
  for (const result of report.results) {
    const name = `${result.suite} ${result.revision} ${result.transport}`;
    groups.set(name, [...(groups.get(name) ?? []), result]);
  }
  const suites = [...groups].map(([name, results]) => suiteXml(report, name, results, options));
  if (report.faults.length > 0) suites.push(faultsXml(report));
  const all = report.results.map((result) => kindOf(result, options));
  const totals = counts(all, report.faults.length);
  const attributes = `name="${xmlText(`assay: ${report.target.label}`)}" ${totals} time="${seconds(report.durationMs)}"`;
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites ${attributes}>\n${suites.join('')}</testsuites>\n`;
}

type Kind = 'good' | 'failure' | 'error' | 'skipped' | 'noted';

function kindOf(result: Result, options: JunitOptions): Kind {
  if (result.outcome === 'skip' || result.waived !== undefined) return 'skipped';
  if (result.outcome === 'error') return 'error';
  if (result.outcome === 'fail') return 'failure';
  if (result.outcome === 'warn')
    return options.failOn === 'warn' && result.rule.level !== 'advice' ? 'failure' : 'noted';
  return 'good';
}

function counts(kinds: readonly Kind[], faults = 0): string {
  const of = (kind: Kind): number => kinds.filter((other) => other === kind).length;
  const tests = kinds.length + faults;
  return `tests="${tests}" failures="${of('failure')}" errors="${of('error') + faults}" skipped="${of('skipped')}"`;
}

function suiteXml(report: Report, name: string, results: readonly Result[], options: JunitOptions): string {
  const cases = results.map((result) => caseXml(report, result, kindOf(result, options)));
  const time = seconds(results.reduce((sum, result) => sum + result.ms, 0));
  const totals = counts(results.map((result) => kindOf(result, options)));
  const head = `  <testsuite name="${xmlText(name)}" ${totals} time="${time}" timestamp="${xmlText(report.startedAt.replace(/(\.\d+)?Z$/, ''))}">\n`;
  return `${head}${cases.join('')}  </testsuite>\n`;
}

function caseXml(report: Report, result: Result, kind: Kind): string {
  const parts = result.rule.id.split('/');
  const classname = parts.slice(0, -1).join('.') || result.suite;
  const attributes = `classname="${xmlText(classname)}" name="${xmlText(`${parts.at(-1) ?? ''}: ${result.rule.title}`)}" time="${seconds(result.ms)}"`;
  const body = bodyXml(report, result, kind);
  return body === '' ? `    <testcase ${attributes}/>\n` : `    <testcase ${attributes}>\n${body}    </testcase>\n`;
}

function bodyXml(report: Report, result: Result, kind: Kind): string {
  if (kind === 'good') return '';
  if (kind === 'skipped') {
    const reason = result.waived === undefined ? result.reason : { kind: 'waived', note: result.waived };
    return `      <skipped message="${xmlText(`${reason?.kind ?? 'skip'}: ${reason?.note ?? ''}`)}"/>\n`;
  }
  const text = xmlLines(details(report, result));
  if (kind === 'noted') return `      <system-out>${text}</system-out>\n`;
  const first = result.findings[0];
  const message = first === undefined ? result.rule.title : `expected ${first.want}, got ${first.got}`;
  return `      <${kind} message="${xmlText(message)}" type="${xmlText(`${result.rule.level} ${result.outcome}`)}">${text}</${kind}>\n`;
}

function details(report: Report, result: Result): string {
  const findings = result.findings.flatMap((finding) => {
    const shown = shownAt(report, finding.at[0]);
    const window = shown === undefined ? undefined : windowOf(shown, 300);
    const place = finding.at[0] === undefined ? '' : ` at ${finding.at[0].exchange}${finding.at[0].pointer ?? ''}`;
    return [
      `${finding.severity} ${shortKey(result.rule.id, finding.key)}${place}`,
      `  expected: ${finding.want}`,
      `  actual:   ${finding.got}`,
      ...(shown === undefined || window === undefined
        ? []
        : [`  ${shown.side}: ${window.before}${window.hit}${window.after}`]),
    ];
  });
  const see = result.rule.url === '' ? [] : [`See: ${result.rule.url}`];
  return [
    `Rule: ${result.rule.id} (${result.rule.level})`,
    ...findings,
    `Why: ${result.rule.why}`,
    `Fix: ${result.rule.fix}`,
    ...see,
  ].join('\n');
}

function faultsXml(report: Report): string {
  const cases = report.faults.map(
    (fault) =>
      `    <testcase classname="assay" name="${xmlText(`${fault.stage}: ${fault.where}`)}">\n      <error message="${xmlText(fault.message)}" type="${xmlText(fault.stage)}"/>\n    </testcase>\n`,
  );
  return `  <testsuite name="assay" tests="${cases.length}" failures="0" errors="${cases.length}" skipped="0">\n${cases.join('')}  </testsuite>\n`;
}

const seconds = (ms: number): string => (ms / 1000).toFixed(3);

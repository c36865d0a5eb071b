// SARIF 2.1.0 as GitHub code scanning takes it: every result has a file and a line, a stable fingerprint, and its rule
// carries the help. The file is where the target is configured (client file, configuration, lock, contract): a server
// over the wire has no source line of its own.

import type { Severity } from '../suites/kernel/check.ts';
import type { Report, RuleCard } from '../suites/kernel/report.ts';
import { type Issue, issuesOf, runNames, type Seen, shortKey } from './arrange.ts';
import { shownAt, windowOf } from './excerpt.ts';
import { mdText } from './markdown-text.ts';
import { replayCommand } from './replay.ts';
import { fingerprintOf } from './stable-hash.ts';
import { visible } from './visible.ts';

/** Where a finding is pinned to. */
export interface SourcePlace {
  /** Relative to the root of the repository, with `/`. */
  readonly file: string;
  readonly line: number;
}

export interface SarifOptions {
  readonly place?: SourcePlace;
}

/** What GitHub shows at most in one upload. */
const RESULTS = 5000;
const SCORES: Readonly<Record<Severity, string>> = { critical: '9.5', high: '8.0', medium: '5.5', low: '2.0' };
const SECURITY = /^(?:poison|dlp|access|fuzz)$/;

export const DEFAULT_PLACE: SourcePlace = { file: 'assay.config.yaml', line: 1 };

export function sarif(report: Report, options: SarifOptions = {}): string {
  const issues = issuesOf(report.results).filter((issue) => issue.outcome !== 'error');
  const rules = [...new Map(issues.map((issue) => [issue.rule.id, issue])).values()];
  const indexes = new Map(rules.map((issue, index) => [issue.rule.id, index]));
  const results = issues.flatMap((issue) =>
    issue.findings.map((seen) => resultOf(report, issue, seen, indexes.get(issue.rule.id) ?? 0, options)),
  );
  const document = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'Assay',
            semanticVersion: report.tool.version,
            informationUri: 'https://www.npmjs.com/package/mcp-assay',
            rules: rules.map(ruleOf),
          },
        },
        automationDetails: { id: `assay/${visible(report.target.label)}/` },
        invocations: [
          {
            executionSuccessful: report.exitCode <= 1,
            exitCode: report.exitCode,
            startTimeUtc: report.startedAt,
            toolExecutionNotifications: report.faults.map((fault) => ({
              level: 'error',
              message: { text: visible(`${fault.stage}: ${fault.where}: ${fault.message}`) },
            })),
          },
        ],
        columnKind: 'utf16CodeUnits',
        results: results.slice(0, RESULTS),
      },
    ],
  };
  return `${JSON.stringify(document, undefined, 2)}\n`;
}

function levelOf(issue: Issue): 'error' | 'warning' | 'note' {
  if (issue.outcome === 'fail') return 'error';
  return issue.rule.level === 'advice' ? 'note' : 'warning';
}

function ruleOf(issue: Issue): object {
  const { rule } = issue;
  const security = SECURITY.test(issue.suite) || rule.tags.some((tag) => tag.startsWith('owasp:'));
  return {
    id: rule.id,
    name: rule.id
      .split('/')
      .map((part) => part.replace(/(?:^|-)(\w)/g, (_, letter: string) => letter.toUpperCase()))
      .join(''),
    shortDescription: { text: rule.title },
    fullDescription: { text: `${rule.title}. ${rule.why}` },
    help: { text: `${rule.why}\n\n${rule.fix}${rule.url === '' ? '' : `\n\n${rule.url}`}`, markdown: helpOf(rule) },
    ...(rule.url === '' ? {} : { helpUri: rule.url }),
    defaultConfiguration: { level: levelOf(issue) },
    properties: {
      tags: ['mcp', issue.suite, ...(security ? ['security'] : []), ...rule.tags].slice(0, 20),
      precision: 'very-high',
      'problem.severity': levelOf(issue) === 'note' ? 'recommendation' : levelOf(issue),
      ...(security ? { 'security-severity': SCORES[issue.severity] } : {}),
    },
  };
}

function helpOf(rule: RuleCard): string {
  const lines = [`**Why:** ${mdText(rule.why)}`, '', `**Fix:** ${mdText(rule.fix)}`];
  if (rule.url !== '') lines.push('', `[Specification](${encodeURI(rule.url)})`);
  if (rule.requirements.length > 0)
    lines.push('', `Requirements: ${rule.requirements.map((id) => `\`${id}\``).join(', ')}`);
  return lines.join('\n');
}

function resultOf(report: Report, issue: Issue, seen: Seen, ruleIndex: number, options: SarifOptions): object {
  const { finding } = seen;
  const place = options.place ?? DEFAULT_PLACE;
  const print = fingerprintOf(issue.rule, finding, report.target.label);
  const shown = shownAt(report, finding.at[0]);
  const window = shown === undefined ? undefined : windowOf(shown, 300);
  const text = [
    `${issue.rule.title}: expected ${finding.want}, got ${finding.got}.`,
    `Seen in ${runNames(seen.runs)} of ${report.target.label}.`,
    ...(window === undefined ? [] : [`${shown?.side}: ${window.before}${window.hit}${window.after}`]),
    `Again: ${replayCommand(issue, finding)}`,
  ];
  return {
    ruleId: issue.rule.id,
    ruleIndex,
    level: levelOf(issue),
    message: { text: text.map(visible).join('\n') },
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: encodeURI(place.file), uriBaseId: '%SRCROOT%' },
          region: { startLine: place.line },
        },
        logicalLocations: [{ fullyQualifiedName: visible(shortKey(issue.rule.id, finding.key)), kind: 'member' }],
      },
    ],
    partialFingerprints: { primaryLocationLineHash: `${print}:1`, 'assayFinding/v1': print },
    ...(issue.waived === undefined
      ? {}
      : { suppressions: [{ kind: 'external', justification: visible(issue.waived) }] }),
  };
}

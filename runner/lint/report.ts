// `lint-config`: one client file, judged, as a report like any other.

import type { ClientFile } from '../config/client-file.ts';
import type { ReportFinding, Report, Result, VerdictKind } from '../../suites/kernel/report.ts';
import { exitCodeOf } from '../engine/report.ts';
import { maskDeep } from '../engine/mask.ts';
import type { AuditOptions } from '../options.ts';
import { VERSION } from '../version.ts';
import { lintServers } from './findings.ts';
import type { Lint, LintOptions } from './findings.ts';
import { LINT_RULES } from './rules.ts';
import type { LintRule, LintRuleName } from './rules.ts';

const OUTCOME = { must: 'fail', should: 'warn', advice: 'warn' } as const;
export const LINT_DOCS = 'https://owasp.org/www-project-mcp-top-10/';

export function lintReport(file: ClientFile, lint: LintOptions, options: AuditOptions): Report {
  const began = performance.now();
  const startedAt = new Date().toISOString();
  const found = lintServers(file, lint);
  const names = (Object.keys(LINT_RULES) as LintRuleName[]).filter(
    (name) => name !== 'off-allowlist' || lint.allowed !== undefined,
  );
  const results = names.map((name) =>
    resultOf(
      file,
      name,
      found.filter(({ rule }) => rule === name),
    ),
  );
  const summary: Record<VerdictKind, number> = { pass: 0, fail: 0, warn: 0, skip: 0, error: 0 };
  for (const { outcome } of results) summary[outcome] += 1;
  return maskDeep<Report>({
    format: 'assay-report/1',
    tool: { name: 'mcp-assay', version: VERSION },
    startedAt,
    durationMs: Math.round(performance.now() - began),
    seed: 0,
    target: { kind: 'stdio', label: file.source.file },
    runs: [],
    results,
    faults: [],
    excerpts: {},
    measures: { servers: file.servers.map(({ name }) => name) },
    summary,
    exitCode: exitCodeOf(results, { options }),
  });
}

/** The same form as the results of an audit; what has no revision is filed under the newest of the initialize era. */
function resultOf(file: ClientFile, name: LintRuleName, found: readonly Lint[]): Result {
  const rule: LintRule = LINT_RULES[name];
  const findings = found.map((lint): ReportFinding => {
    const place = file.source.place(lint.path);
    return {
      at: [
        {
          exchange: place === undefined ? file.source.file : `${file.source.file}:${place.line}`,
          pointer: lint.path.map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`).join(''),
        },
      ],
      got: lint.got,
      want: lint.want,
      severity: rule.level === 'must' ? 'high' : 'medium',
      key: `config/client-file/${name}:${lint.key}`,
    };
  });
  return {
    rule: {
      id: `config/client-file/${name}`,
      title: rule.title,
      level: rule.level,
      requirements: [],
      url: LINT_DOCS,
      why: rule.why,
      fix: rule.fix,
      tags: rule.tags,
    },
    suite: 'config',
    revision: '2025-11-25',
    transport: 'stdio',
    outcome: findings.length === 0 ? 'pass' : OUTCOME[rule.level],
    seen: Math.max(file.servers.length, findings.length),
    findings,
    ms: 0,
  };
}

// Sends the exchange of a finding again and judges it again; the same as a curl line and as a case of a contract.

import { stringify } from 'yaml';

import { isObject, member } from '../../suites/kernel/look.ts';
import type { JsonObject } from '../../suites/kernel/recording.ts';
import type { Report, ReportFinding, Result } from '../../suites/kernel/report.ts';
import { loadRule, type Rule } from '../engine/catalog.ts';
import { run } from '../engine/run.ts';
import type { AuditOptions } from '../options.ts';
import type { HttpTarget, Target } from '../target.ts';

export interface Found {
  readonly result: Result;
  readonly finding: ReportFinding;
}

/** The finding with this key, with or without its rule in front. */
export function findFinding(report: Report, key: string): Found | undefined {
  for (const result of report.results)
    for (const finding of result.findings)
      if (finding.key === key || `${result.rule.id}:${finding.key}` === key) return { result, finding };
  return undefined;
}

export const findingKeys = (report: Report): readonly string[] =>
  report.results.flatMap(({ findings }) => findings.map(({ key }) => key));

/** The message a finding points to, as it was sent; `undefined` where the report holds none, or not all of it. */
export function sentMessage(report: Report, finding: ReportFinding): JsonObject | undefined {
  const sent = report.excerpts[finding.at[0]?.exchange ?? '']?.sent;
  if (sent === undefined) return undefined;
  try {
    const message: unknown = JSON.parse(sent.slice(sent.indexOf('\n\n') + 1).trim());
    return isObject(message) ? message : undefined;
  } catch {
    return undefined;
  }
}

export async function replay(report: Report, found: Found, target: Target, options: AuditOptions): Promise<Report> {
  const { result } = found;
  const only = { ...options, revisions: [result.revision], suites: [result.suite] };
  const rule = await singleCall(report, found);
  if (rule !== undefined) return run(target, only, { rules: [rule] });
  return run(target, { ...only, rules: [result.rule.id], seed: options.seed ?? report.seed });
}

/** A fuzz finding is one call: nothing else of the campaign is made again. */
async function singleCall(report: Report, { result, finding }: Found): Promise<Rule | undefined> {
  const message = sentMessage(report, finding);
  const params = message?.['params'];
  if (result.suite !== 'fuzz' || message?.['method'] !== 'tools/call' || !isObject(params)) return undefined;
  const { replayRule } = await import('../../suites/fuzz/replay.ts');
  const rule = await loadRule(result.rule.id);
  const check = replayRule(rule.check, rule.id, params);
  return check === undefined ? undefined : { ...rule, check };
}

/** Whether the finding came again. */
export const cameAgain = (again: Report, { finding }: Found): boolean => findingKeys(again).includes(finding.key);

const quote = (text: string): string => `'${text.replaceAll("'", String.raw`'\''`)}'`;

/** A curl line; credentials stay names: the report knows no values. */
export function curlLine(report: Report, found: Found, target: HttpTarget): string | undefined {
  const message = sentMessage(report, found.finding);
  if (message === undefined) return undefined;
  const { revision } = found.result;
  const perRequest = revision >= '2026-07-28';
  const name = member(message['params'], 'name');
  const headers = [
    'Content-Type: application/json',
    'Accept: application/json, text/event-stream',
    ...(revision >= '2025-06-18' ? [`MCP-Protocol-Version: ${revision}`] : []),
    ...(perRequest ? [`Mcp-Method: ${String(message['method'])}`] : []),
    ...(perRequest && typeof name === 'string' ? [`Mcp-Name: ${name}`] : []),
    ...Object.keys(target.headers ?? {}).map((header) => `${header}: …`),
  ];
  const session = perRequest ? '' : ` -H "Mcp-Session-Id: $SESSION"`;
  const parts = headers.map((header) => `-H ${quote(header)}`).join(' ');
  return `curl -sS ${quote(target.url)} ${parts}${session} --data ${quote(JSON.stringify(message))}`;
}

/** The call as a case to paste into a contract file. */
export function contractCase(report: Report, found: Found): string | undefined {
  const params = sentMessage(report, found.finding)?.['params'];
  const name = member(params, 'name');
  if (typeof name !== 'string') return undefined;
  const given = member(params, 'arguments');
  const kind = /refuses-/u.test(found.result.rule.id) ? 'malformed' : 'valid';
  const one = {
    name: found.finding.key.split(':').at(-1) ?? 'replayed',
    ...(given === undefined ? {} : { arguments: given }),
    expect: { outcome: kind === 'malformed' ? 'refused' : 'any' },
  };
  return stringify({ format: 'assay-contract/1', tools: { [name]: { [kind]: [one] } } });
}

// What is said of a shape, and what of it is true by a sentence of its revision.

import { expect } from 'vitest';
import { run } from '../../runner/engine/run.ts';
import type { AuditOptions } from '../../runner/options.ts';
import type { Report } from '../../suites/kernel/report.ts';
import { cases } from './all.ts';

/** True of whoever has these shapes, and never a failure: each with the words that make it true. */
const TRUE_OF_ALL = [
  // Served without credentials on the machine of the user (security best practices, Local MCP Server Compromise).
  /^warn conformance\/security\/local-server-open /,
  // "The initialization phase MUST be the first interaction", which says nothing to a server: advice.
  /^warn conformance\/lifecycle\/initialize-first /,
];

const UNKNOWN_TOOL = /^warn conformance\/tools\/unknown-tool-error /;
/** "SHOULD stop processing the cancelled request": a program without threads reads the cancellation too late. */
const CANCELLED = /^warn conformance\/cancellation\/cancelled-call-stops /;
/** "SHOULD also return the serialized JSON in a TextContent block": frameworks for Python return the bare value. */
const TEXT_COPY =
  /^warn (?:conformance\/tools\/structured-content-text-copy|contract\/derived\/text-mirrors-structure) /;

const TRUE_OF: Readonly<Record<string, readonly RegExp[]>> = {
  'errors as results': [UNKNOWN_TOOL],
  'answers in any order': [UNKNOWN_TOOL],
  'a slow program': [CANCELLED],
  'many tools': [/^warn cost\/tools\/near-duplicates /],
  'as Python writes': [UNKNOWN_TOOL, TEXT_COPY],
  'as Python writes, HTTP': [UNKNOWN_TOOL, TEXT_COPY],
  'behind a token': [UNKNOWN_TOOL],
  'no sessions': [UNKNOWN_TOOL],
};

/** Failures that are true of the official SDKs, each looked at on the wire. */
const TRUE_OF_SDKS = [
  // Over stdio an array is dropped without a word, where 2025-03-26 has "MUST support receiving JSON-RPC batches".
  /^fail conformance\/jsonrpc\/batch-receive 2025-03-26 stdio/,
  // Over HTTP, answering as JSON, 1.x goes on answering arrays by arrays after batches were removed.
  /^fail conformance\/jsonrpc\/single-messages 2025-(?:06-18|11-25) streamable-http/,
  // 2.x serves a version over stdio that it does not know.
  /^fail conformance\/lifecycle\/unsupported-version 2026-07-28 stdio/,
];

const lines = ({ results, faults }: Report): readonly string[] => [
  ...faults.map(({ stage, where, message }) => `fault ${stage} ${where} ${message}`),
  ...results
    .filter(({ outcome }) => outcome === 'fail' || outcome === 'warn' || outcome === 'error')
    .map(
      ({ outcome, rule, revision, transport, findings }) =>
        `${outcome} ${rule.id} ${revision} ${transport}: ${(findings[0]?.got ?? '').slice(0, 200)}`,
    ),
];

export async function said(name: string, options: AuditOptions): Promise<readonly string[]> {
  const one = cases[name];
  if (one === undefined) throw new Error(`no shape ${name}`);
  const { target, close } = await one.open();
  try {
    // Over HTTP each session waits for more; what differs between revisions is looked at over stdio.
    const revisions = target.kind === 'http' ? 'auto' : 'all';
    const report = await run(target, { revisions, calls: 'all', seed: 7, timeoutMs: 10_000, ...options });
    expect(report.results.some(({ outcome }) => outcome === 'pass')).toBe(true);
    return lines(report);
  } finally {
    await close?.();
  }
}

export const known = (name: string, line: string): boolean =>
  [...TRUE_OF_ALL, ...(TRUE_OF[name] ?? [])].some((truth) => truth.test(line)) ||
  // What the SDKs leave undone is theirs; what they break is listed.
  (name.startsWith('SDK') && (line.startsWith('warn') || TRUE_OF_SDKS.some((truth) => truth.test(line))));

/** Nobody is let in without the token: said as such, and nothing else. */
export const CLOSED = 'behind a token, none given';

export const names: readonly string[] = Object.keys(cases).filter((name) => name !== CLOSED);

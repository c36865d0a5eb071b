// No false alarm: the good servers, raw and built on both SDKs, in every revision and over every transport.
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { serveHttp } from '../../fixtures/good/http/serve.ts';
import { createGoodServer } from '../../fixtures/good/server.ts';
import { serveSdkHttp as serveSdk1 } from '../../fixtures/sdk-1/http.ts';
import { serveSdkHttp as serveSdk2 } from '../../fixtures/sdk-2/http.ts';
import { run } from '../../runner/engine/run.ts';
import type { Target } from '../../runner/target.ts';
import type { Report } from '../../suites/kernel/report.ts';
import { REVISIONS } from '../../suites/kernel/revision.ts';
import { streamsOf } from '../kit/good.ts';

/** Open to every program of the machine: true of any test server, and advice. */
const OPEN = 'conformance/security/local-server-open';

/** Verdicts against the target, one line each; `should` and `advice` only for servers that are good in everything. */
function complaints(report: Report, levels: readonly string[]): readonly string[] {
  return report.results
    .filter(
      ({ outcome, rule }) =>
        outcome === 'error' ||
        (rule.id !== OPEN && (outcome === 'fail' || outcome === 'warn') && levels.includes(rule.level)),
    )
    .map(
      ({ rule, outcome, revision, transport, findings }) =>
        `${outcome} ${rule.id} ${revision} ${transport}: ${findings[0]?.got ?? ''}`,
    );
}

const audit = (target: Target, options: object = {}): Promise<Report> =>
  run(target, { revisions: 'all', seed: 1, timeoutMs: 8000, ...options });

/** A new server does without what 2026-07-28 deprecates; rules advise against it, rightly. */
const NEW = { deprecated: false };

/** Whatever changes a list by being called is, from outside, a side effect on the connection; rules say so, rightly. */
const withoutTools = ['change_lists'];

const EVERYTHING = ['must', 'should', 'advice'];

describe('the good server', () => {
  test.each(['readonly', 'all'] as const)('over stdio in every revision, calls %s', async (calls) => {
    const report = await audit(streamsOf({ features: NEW, withoutTools }), { calls });
    expect(complaints(report, EVERYTHING)).toEqual([]);
    expect(report.runs.map(({ revision }) => revision).sort()).toEqual([...REVISIONS]);
  });

  test.each(['readonly', 'all'] as const)('over Streamable HTTP in every revision, calls %s', async (calls) => {
    const served = await serveHttp(createGoodServer({ features: NEW, withoutTools }), { port: 0 });
    const report = await audit({ kind: 'http', url: served.url }, { calls });
    await served.close();
    expect(complaints(report, EVERYTHING)).toEqual([]);
    expect(report.runs).toHaveLength(REVISIONS.length);
  });

  test('over HTTP+SSE', async () => {
    const served = await serveHttp(createGoodServer({ features: NEW }), { port: 0 });
    const report = await audit({ kind: 'http', url: served.sseUrl });
    await served.close();
    expect(complaints(report, EVERYTHING)).toEqual([]);
    expect(report.runs[0]?.transport).toBe('http-sse');
  });

  test.each([
    ['tools alone', { resources: false, prompts: false, completions: false, logging: false, tasks: false }],
    ['no tools', { tools: false, tasks: false }],
    [
      'nothing declared',
      { tools: false, resources: false, prompts: false, completions: false, logging: false, tasks: false },
    ],
    ['no sessions', { sessions: false }],
    ['JSON answers', { answers: 'json' as const, resumable: false }],
    ['streamed answers', { answers: 'sse' as const }],
    ['no GET stream', { getStream: false, deleteSessions: false }],
  ])('with %s', async (_name, changed) => {
    const features = { ...NEW, ...changed };
    const served = await serveHttp(createGoodServer({ features }), { port: 0 });
    const reports = await Promise.all([audit({ kind: 'http', url: served.url }), audit(streamsOf({ features }))]);
    await served.close();
    expect(reports.flatMap((report) => complaints(report, EVERYTHING))).toEqual([]);
  });
});

/** True of the SDKs themselves; each was looked at on the wire. */
/** Over stdio both drop an array without a word, where 2025-03-26 has "MUST support receiving JSON-RPC batches". */
const BATCH_OVER_STDIO = /^fail conformance\/jsonrpc\/batch-receive 2025-03-26 stdio/;
const TRUE_OF_SDK_2_STDIO = /^fail conformance\/lifecycle\/unsupported-version 2026-07-28 stdio/;

describe('servers built on the official SDKs break no MUST', () => {
  const main = (folder: string): Target => ({
    kind: 'stdio',
    command: process.execPath,
    args: ['--import', 'tsx', fileURLToPath(new URL(`../../fixtures/${folder}/main.ts`, import.meta.url)), 'stdio'],
    cwd: fileURLToPath(new URL('../../', import.meta.url)),
  });

  test('SDK 1.x over stdio', async () => {
    const found = complaints(await audit(main('sdk-1')), ['must']);
    expect(found.filter((line) => !BATCH_OVER_STDIO.test(line))).toEqual([]);
    expect(found.filter((line) => BATCH_OVER_STDIO.test(line))).toHaveLength(1);
  });

  test('SDK 2.x over stdio, but for the version it serves though it does not know it', async () => {
    const found = complaints(await audit(main('sdk-2')), ['must']);
    const known = (line: string): boolean => TRUE_OF_SDK_2_STDIO.test(line) || BATCH_OVER_STDIO.test(line);
    expect(found.filter((line) => !known(line))).toEqual([]);
    expect(found.filter((line) => TRUE_OF_SDK_2_STDIO.test(line))).toHaveLength(1);
  });

  test.each([
    ['SDK 1.x', serveSdk1, {}],
    ['SDK 1.x without sessions', serveSdk1, { sessions: false }],
    ['SDK 2.x', serveSdk2, {}],
  ] as const)('%s over Streamable HTTP', async (_name, serve, options) => {
    const served = await serve(options);
    const report = await audit({ kind: 'http', url: served.url });
    await served.close();
    expect(complaints(report, ['must'])).toEqual([]);
  });
});

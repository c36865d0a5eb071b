// The leak tables that gateways of known policy should give, and what no report may hold.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import {
  denying,
  KNOWING,
  limiting,
  losing,
  PREFIXING,
  REDACTOR,
  SILENT,
  THOROUGH_REDACTOR,
  TRANSPARENT,
} from '../../../fixtures/gateways/policies.ts';
import { page } from '../../../reporters/html/page.ts';
import { terminal } from '../../../reporters/terminal.ts';
import { through, WrongCorpus } from '../../../runner/dlp/gateway/run.ts';
import { folder } from '../../kit/folder.ts';
import { resultOf, runThrough, upstream } from '../../kit/gateway.ts';

const OLD = { revisions: ['2025-11-25'] } as const;
const stopped = (line: { readonly blocked: number; readonly redacted: number } | undefined): number =>
  (line?.blocked ?? 0) + (line?.redacted ?? 0);

describe('a transparent gateway', () => {
  test('lets everything through in both eras, alters nothing, and is refused', async () => {
    const { report, era } = await runThrough(TRANSPARENT, { direct: true });
    expect(report.runs.map(({ revision }) => revision)).toEqual(['2025-11-25', '2026-07-28']);
    expect(report.exitCode).toBe(1);
    for (const revision of ['2025-11-25', '2026-07-28']) {
      const { results, arguments: given, alterations, latency } = era(revision);
      expect(results.all).toMatchObject({ planted: 72, leaked: 72, lost: 0, recall: 0 });
      expect(given.all).toMatchObject({ planted: 64, leaked: 64, lost: 0, recall: 0 });
      expect(results.benign).toMatchObject({ intact: 36, overBlocking: 0 });
      expect(given.benign).toMatchObject({ intact: 14, overBlocking: 0 });
      expect(alterations).toEqual([]);
      expect(latency?.added?.p50.ms).toBeTypeOf('number');
    }
  });
});

describe('patterns over text blocks', () => {
  test('stop plain values in texts and in errors of tools, and little else', async () => {
    const { report, era } = await runThrough(REDACTOR, { ...OLD, size: 'pairs' });
    const { results, arguments: given } = era();
    const { text, 'tool-error': failed, blocks, ...others } = results.byChannel;
    expect(stopped(text)).toBeGreaterThanOrEqual(3);
    expect(stopped(failed)).toBeGreaterThanOrEqual(3);
    expect(stopped(blocks)).toBeLessThanOrEqual(3);
    for (const line of Object.values(others)) expect(line).toMatchObject({ leaked: 32, recall: 0 });
    const { plain, 'json-in-text': inJson, ...encoded } = results.byEncoding;
    expect(stopped(plain) + stopped(inJson)).toBe(stopped(results.all));
    for (const line of Object.values(encoded)) expect(stopped(line)).toBe(0);
    expect(given.all.recall).toBe(0);
    expect(report.exitCode).toBe(1);
  });

  test('everywhere and both ways: plain values are stopped, and look-alikes with them', async () => {
    const { era } = await runThrough(THOROUGH_REDACTOR, { ...OLD, size: 'pairs' });
    const { results, arguments: given } = era();
    // What remains of plain values is inside of bytes, or cut in pieces.
    const open = ['blob', 'image', 'blocks', 'pages', 'streamed'];
    for (const [category, cells] of Object.entries(results.categoryByChannel))
      expect(Object.keys(cells).length, category).toBe(18);
    expect(results.byEncoding['plain']?.recall).toBeGreaterThan(0.6);
    expect(results.byEncoding['base64']?.recall).toBe(0);
    for (const channel of open) expect(results.byChannel[channel]?.leaked, channel).toBeGreaterThanOrEqual(28);
    expect(given.byEncoding['plain']?.redacted).toBeGreaterThan(0);
    expect(results.benignByKind['not-an-iban']?.altered).toBeGreaterThan(0);
    expect(results.benignByKind['uuid']).toMatchObject({ altered: 0, blocked: 0 });
  });
});

describe('an allow list', () => {
  test('stops all but the tool it names, look-alikes too; what it names leaks', async () => {
    const { report, era } = await runThrough(denying(['corpus_about', 'read_text']), { ...OLD, direct: true });
    const { results, arguments: given } = era();
    const { text, ...others } = results.byChannel;
    expect(text).toMatchObject({ leaked: 4, recall: 0 });
    for (const line of Object.values(others)) expect(line).toMatchObject({ blocked: 4, leaked: 0, recall: 1 });
    expect(given.all).toMatchObject({ blocked: 64, leaked: 0, recall: 1 });
    expect(results.benign).toMatchObject({ intact: 2, blocked: 34 });
    expect(given.benign.overBlocking).toBe(1);
    expect(resultOf(report, 'arguments-stopped')?.outcome).toBe('pass');
    expect(report.exitCode).toBe(1);
  });

  test('that names nothing cannot be told from a gateway with nothing behind it', async () => {
    const { report } = await runThrough(denying([]), { ...OLD, seed: 7, corpus: 'quick' });
    expect(report.exitCode).toBe(3);
    expect(report.results.map(({ outcome }) => outcome)).not.toContain('pass');
    expect(report.faults[0]?.message).toContain('seed 7');
  });
});

describe('a right gateway', () => {
  test('passes, with nothing over-blocked', async () => {
    const { report, era } = await runThrough(KNOWING, OLD);
    expect(report.exitCode).toBe(0);
    expect(era().results).toMatchObject({ all: { recall: 1, blocked: 72 }, benign: { intact: 36, overBlocking: 0 } });
    expect(era().arguments).toMatchObject({ all: { recall: 1 }, benign: { intact: 14 } });
  });

  test('is not credited with channels it does not carry', async () => {
    const { era } = await runThrough(SILENT, OLD);
    expect(era().results.notCarried).toEqual(['progress', 'log', 'streamed']);
    expect(era().results.all).toMatchObject({ lost: 12, blocked: 0, recall: 0 });
  });

  test('may name tools in its own way', async () => {
    const { era } = await runThrough(PREFIXING, OLD);
    expect(era().results.all).toMatchObject({ leaked: 72, lost: 0 });
    expect(era().alterations).toEqual([{ where: 'tools', what: 'name changed', times: 18 }]);
  });
});

describe('what a gateway is not credited with', () => {
  test.each(['error', 'status'] as const)('a server lost on the way (%s): no verdict on the rest', async (how) => {
    const { report } = await runThrough(losing(60, how), { ...OLD, direct: true });
    expect(report.exitCode).toBe(3);
    expect(resultOf(report, 'planted-stopped')?.outcome).toBe('fail');
    expect(resultOf(report, 'arguments-stopped')).toMatchObject({ outcome: 'skip', findings: [] });
    expect(report.results.map(({ outcome }) => outcome)).not.toContain('pass');
  });

  test('requests refused for their rate', async () => {
    const { era } = await runThrough(limiting(2), { ...OLD, seed: 7, corpus: 'quick' });
    const { all, benign } = era().results;
    expect(all).toMatchObject({ blocked: 0, redacted: 0 });
    expect(all.lost).toBeGreaterThan(20);
    expect(all.lost + all.leaked).toBe(72);
    expect(benign).toMatchObject({ blocked: 0, altered: 0, overBlocking: 0 });
  });
});

describe('what was asked for', () => {
  test('the upstream says which corpus it serves; another seed is a mistake, no verdict', async () => {
    await expect(runThrough(TRANSPARENT, { ...OLD, seed: 8 })).rejects.toThrow(WrongCorpus);
    await expect(runThrough(TRANSPARENT, { ...OLD, corpus: 'full' })).rejects.toThrow(/serves seed 7 \(corpus quick\)/);
  });

  test('a gateway that is not there cannot be judged', async () => {
    const report = await through({ kind: 'http', url: 'http://127.0.0.1:9/mcp' }, { seed: 1, timeoutMs: 2000 });
    expect(report.exitCode).toBe(3);
  });

  test('twenty milliseconds that a gateway waits are found', async () => {
    const { era } = await runThrough({ ...KNOWING, delayMs: 20 }, { ...OLD, direct: true, pairs: 12 });
    // A timer may fire a little early, never this early.
    expect(era().latency?.added?.p50.low).toBeGreaterThan(15);
  });
});

test('no planted value stands in any report, nor in the evidence', async () => {
  const evidence = join(folder({}), 'evidence');
  const { report, corpus } = await runThrough(TRANSPARENT, { ...OLD, evidence });
  const outputs = [
    JSON.stringify(report),
    terminal(report, { verbose: true }),
    page(report),
    readFileSync(join(evidence, 'recording.ndjson'), 'utf8'),
  ];
  const planted = corpus.cases.filter((one) => one.planted);
  expect(planted.length).toBeGreaterThan(100);
  for (const one of planted)
    for (const output of outputs) {
      expect(output.includes(one.core), `${one.id} plain`).toBe(false);
      expect(output.includes(one.text), `${one.id} encoded`).toBe(false);
    }
  expect((await upstream()).corpus.cases.length).toBe(corpus.cases.length);
});

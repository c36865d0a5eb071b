// Evidence gives the verdicts that the run gave, rule by rule.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { judgeEvidence } from '../../../runner/engine/evidence.ts';
import { run } from '../../../runner/engine/run.ts';
import { Lane } from '../../../runner/wire/lane.ts';
import { type EvidenceLine, Recorder } from '../../../runner/wire/recorder.ts';
import type { Report } from '../../../suites/kernel/report.ts';
import { streamsOf } from '../../kit/good.ts';

let evidence: string;
beforeAll(() => {
  evidence = mkdtempSync(join(tmpdir(), 'assay-evidence-'));
});
afterAll(() => rmSync(evidence, { recursive: true, force: true }));

const verdicts = ({ results }: Report): readonly string[] =>
  results.map(({ rule, revision, outcome }) => `${rule.id} ${revision} ${outcome}`).toSorted();

it('holds all that was judged, and asks about nothing else', async () => {
  const good = streamsOf({ revisions: ['2025-11-25'], onlyTools: ['echo', 'add'] });
  const live = await run(good, { seed: 1, timeoutMs: 2000, evidence });
  const again = await judgeEvidence(evidence);
  expect(verdicts(again)).toEqual(verdicts(live));
  expect(again.summary).toEqual(live.summary);
});

it('keeps an answer that comes after its request was given up', async () => {
  const lines: EvidenceLine[] = [];
  const recorder = new Recorder('r', { frame: 0, exchange: 0 }, performance.now(), (line) => lines.push(line));
  const lane = new Lane('l', recorder);
  const frame = (origin: 'harness' | 'target', bytes: string) =>
    recorder.frame({ lane: 'l', origin, via: 'stdio', bytes });
  const stop = new AbortController();
  const sending = { bytes: '', method: 'x', by: 't', awaits: { id: 1 }, timeout: 10_000, signal: stop.signal };
  const ended = new Promise((resolve) => lane.opened(frame('harness', '{"id":1}'), sending, resolve));
  stop.abort();
  await ended;
  const answer = frame('target', '{"jsonrpc":"2.0","id":1,"error":{"code":-32022,"message":"no"}}');
  lane.arrived(answer);
  const kept = lines.findLast((line) => line.type === 'exchange');
  expect(kept?.exchange).toMatchObject({ outcome: 'cancelled', response: answer.seq });
});

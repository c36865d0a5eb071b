// A passive audit starts a program once where it can, and loses no verdict by it.
import { beforeEach, expect, it } from 'vitest';
import type { Fault } from '../../../fixtures/good/fault.ts';
import { run } from '../../../runner/engine/run.ts';
import type { StreamsConnection } from '../../../runner/target.ts';
import type { Recording } from '../../../suites/kernel/recording.ts';
import type { Report } from '../../../suites/kernel/report.ts';
import { streamsOf } from '../../kit/good.ts';

let started = 0;
let recordings: readonly Recording[] = [];
beforeEach(() => {
  started = 0;
});

function audited(options: Parameters<typeof streamsOf>[0], timeoutMs = 3000): Promise<Report> {
  const good = streamsOf(options);
  const open = (): StreamsConnection => {
    started += 1;
    return good.open();
  };
  return run(
    { ...good, open },
    { seed: 1, timeoutMs, probes: false, suites: ['conformance'] },
    { inspect: (all) => (recordings = all) },
  );
}
const opened = (report: Report): readonly string[] => report.runs.map(({ revision }) => revision);
const LEGACY = ['2025-11-25'] as const;
const at = (method: string, does: () => 'silent' | 'next'): Fault => ({
  rpc: (message, next) => (message.method === method && does() === 'silent' ? undefined : next()),
});

it('asks for discovery first, and initializes the same process where that is unknown', async () => {
  const report = await audited({ revisions: LEGACY });
  expect(opened(report)).toEqual(['2025-11-25']);
  expect(started).toBe(1);
  expect(report.faults).toEqual([]);
  expect(report.summary.fail).toBe(0);
  const [first, second] = recordings[0]?.exchanges ?? [];
  expect(first).toMatchObject({ method: 'server/discover', outcome: 'error' });
  expect(first?.sent.deliberate).toMatch(/before initialize/);
  expect(recordings[0]?.frames.find(({ seq }) => seq === first?.sent.seq)?.deliberate).toBeDefined();
  expect(second).toMatchObject({ method: 'initialize', outcome: 'result' });
  expect(recordings[0]?.lanes[0]?.revision).toBe('2025-11-25');
});

it('starts one that speaks both eras twice', async () => {
  expect(opened(await audited({}))).toEqual(['2025-11-25', '2026-07-28']);
  expect(started).toBe(2);
});

it('starts another where discovery gets no answer', async () => {
  const report = await audited({ revisions: LEGACY, fault: at('server/discover', () => 'silent') }, 600);
  expect(opened(report)).toEqual(['2025-11-25']);
  expect(started).toBe(2);
  expect(recordings[0]?.exchanges[0]?.method).toBe('initialize');
});

it('starts another where a process that was asked for discovery is not initialized any more', async () => {
  let asked = 0;
  const fault: Fault = {
    rpc: (message, next) => {
      if (message.method !== 'initialize' || (asked += 1) > 1) return next();
      return { jsonrpc: '2.0', id: message.id as number, error: { code: -32600, message: 'out of order' } };
    },
  };
  const report = await audited({ revisions: LEGACY, fault });
  expect(opened(report)).toEqual(['2025-11-25']);
  expect(started).toBe(2);
  expect(recordings[0]?.exchanges[0]?.method).toBe('initialize');
});

// Proves a rule of the load suite: silent on what a good server gave, loud once the figures say what is wrong.

import { describe, expect, test } from 'vitest';
import { startRaw } from '../../fixtures/replicas/raw.ts';
import type { Rule } from '../../runner/engine/catalog.ts';
import { loadRule } from '../../runner/engine/catalog.ts';
import { judge, type Verdict } from '../../runner/engine/judge.ts';
import { viewsOf } from '../../runner/engine/views.ts';
import { recordingOf } from '../../runner/load/evidence.ts';
import { loadHttp } from '../../runner/load/loaded.ts';
import type { LoadOptions } from '../../runner/load/options.ts';
import type { Sample } from '../../runner/load/shape.ts';
import type { Json, Recording } from '../../suites/kernel/recording.ts';
import { resolves } from './places.ts';

// The measures are plain JSON of many shapes; a proof changes them as it likes.
// oxlint-disable-next-line typescript/no-explicit-any
export type Measures = any;

export interface LoadCase {
  readonly change: (load: Measures) => void;
  /** Kinds of error that were kept as evidence. */
  readonly samples?: readonly string[];
  readonly transport?: 'stdio';
  /** `should` be judged and found good; `skip` where nothing can be said. */
  readonly expect?: 'pass' | 'skip';
  readonly key?: string;
}

export interface LoadProof {
  readonly options?: LoadOptions;
  readonly faults: Readonly<Record<string, LoadCase>>;
  readonly stillGood: Readonly<Record<string, LoadCase>>;
}

let base: Promise<Recording> | undefined;

/** One short load run against a good server; every proof of a file begins from it. */
async function good(options: LoadOptions): Promise<Recording> {
  const replica = await startRaw();
  const target = { kind: 'http', url: replica.url } as const;
  const run = { users: 4, requests: 300, threads: 0, revision: '2025-11-25' as const, ...options };
  try {
    const context = { target: { kind: 'http' as const, label: 'good' }, seed: 1, run: 'abcdef', options: run };
    return (await loadHttp(target, context)).recording;
  } finally {
    await replica.stop();
  }
}

export function proveLoad(id: string, proof: LoadProof): void {
  const judged = async (one: LoadCase): Promise<{ verdict: Verdict; recording: Recording }> => {
    const rule: Rule = await loadRule(`load/${id}`);
    base ??= good(proof.options ?? {});
    const { measures, ...facts } = await base;
    const load = structuredClone(measures['load']) as Measures;
    one.change(load);
    const samples = (one.samples ?? []).map((kind): Sample => ({
      kind,
      step: 'tools/call echo',
      atMs: 10,
      ms: 2,
      sent: 'POST /mcp HTTP/1.1\r\nHost: a\r\n\r\n{}',
      status: 200,
      head: 'HTTP/1.1 200 OK',
      body: '{}',
    }));
    const recording: Recording = {
      ...recordingOf({ ...facts, measures: { load: load as Json }, url: 'http://127.0.0.1/mcp' }, samples, 'load'),
      transport: one.transport ?? 'streamable-http',
    };
    return { verdict: judge(rule, recording, viewsOf(recording)), recording };
  };
  describe(`load/${id}`, () => {
    for (const [name, one] of Object.entries(proof.faults))
      test(`catches: ${name}`, async () => {
        const { verdict, recording } = await judged(one);
        expect(`${verdict.outcome} ${verdict.reason?.note ?? ''} ${verdict.thrown ?? ''}`).toMatch(/^(?:fail|warn)/);
        if (one.key !== undefined) expect(verdict.findings.map(({ key }) => key)).toContain(one.key);
        for (const { at } of verdict.findings) for (const place of at) expect(resolves(recording, place)).toBe(true);
        if (one.samples !== undefined) expect(verdict.findings.some(({ at }) => at.length > 0)).toBe(true);
      });
    for (const [name, one] of Object.entries(proof.stillGood))
      test(`accepts: ${name}`, async () => {
        const { verdict } = await judged(one);
        expect(verdict.findings).toEqual([]);
        expect(`${verdict.outcome} ${verdict.reason?.note ?? ''}`).toMatch(new RegExp(`^${one.expect ?? 'pass'}`));
      });
    test('nothing to judge where no load was sent', async () => {
      const { verdict } = await judged({ change: () => undefined });
      const { measures: _measures, ...bare } = verdict.recording;
      const none = { ...bare, measures: {} };
      const rule = await loadRule(`load/${id}`);
      expect(judge(rule, none, viewsOf(none)).outcome).toBe('skip');
    });
  });
}

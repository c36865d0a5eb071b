// Proves a rule on what stands before a server: a proxy or TLS, good ones silent, each faulty one told by its keys.

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { GoodOptions } from '../../fixtures/good/behaviour.ts';
import { type HttpEntrance, serveHttp } from '../../fixtures/good/http/serve.ts';
import { createGoodServer } from '../../fixtures/good/server.ts';
import type { Rule } from '../../runner/engine/catalog.ts';
import { run } from '../../runner/engine/run.ts';
import type { Check } from '../../suites/kernel/check.ts';
import type { Recording } from '../../suites/kernel/recording.ts';
import type { Report, Result } from '../../suites/kernel/report.ts';
import type { Revision } from '../../suites/kernel/revision.ts';
import { resolves } from './places.ts';

export interface Standing {
  readonly url: string;
  readonly ca?: string;
  readonly close: () => Promise<void>;
}

/** Puts something before the server at this url. */
export type PutBefore = (upstream: string) => Promise<Standing>;

export interface FrontProof {
  readonly good: Readonly<Record<string, PutBefore>>;
  /** Keys of the findings, without the id of the rule. */
  readonly faults: Readonly<Record<string, { readonly front: PutBefore; readonly keys: readonly string[] }>>;
  readonly server?: GoodOptions;
  readonly revisions?: readonly Revision[];
}

// oxlint-disable-next-line typescript/no-explicit-any
export function proveFront(check: Check<any>, proof: FrontProof): void {
  const rule: Rule = { id: 'access/proof/rule', suite: 'access', check: check as Check };

  describe(check.title, () => {
    let served: HttpEntrance;
    beforeAll(async () => {
      const host = { settings: { hostAllowed: () => true } };
      served = await serveHttp(createGoodServer({ fault: host, ...proof.server }), { port: 0 });
    });
    afterAll(() => served.close());

    async function judged(front: PutBefore): Promise<readonly [Result, Recording, Report]> {
      const { url, ca, close } = await front(served.url);
      let recording: Recording | undefined;
      const options = { revisions: proof.revisions ?? ['2025-11-25' as const], timeoutMs: 4000, seed: 1 };
      try {
        const target = { kind: 'http' as const, url, ...(ca === undefined ? {} : { ca }) };
        const inside = { rules: [rule], inspect: ([first]: readonly Recording[]) => (recording = first) };
        const report = await run(target, options, inside);
        const [result] = report.results;
        if (result === undefined || recording === undefined)
          throw new Error(report.faults.map(({ message }) => message).join('; '));
        return [result, recording, report];
      } finally {
        await close();
      }
    }

    for (const [name, front] of Object.entries(proof.good))
      test(`is silent: ${name}`, async () => {
        const [result, , report] = await judged(front);
        expect(report.faults).toEqual([]);
        expect(result.findings).toEqual([]);
        expect(`${result.outcome} ${result.reason?.note ?? ''}`).toBe('pass ');
      });

    for (const [name, { front, keys }] of Object.entries(proof.faults))
      test(`catches: ${name}`, async () => {
        const [result, recording] = await judged(front);
        expect(result.findings.map(({ key }) => key.replace(`${rule.id}:`, '')).sort()).toEqual([...keys].sort());
        for (const { at } of result.findings)
          for (const place of at) expect(resolves(recording, place), place.exchange).toBe(true);
      });
  });
}

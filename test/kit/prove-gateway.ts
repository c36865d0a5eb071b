// Proves a rule about gateways live: loud on each gateway that has the fault, silent on those that have not.

import { describe, expect, test } from 'vitest';
import type { Policy } from '../../fixtures/gateways/proxy.ts';
import { resultOf, runThrough } from './gateway.ts';

export interface GatewayProof {
  /** With a key of a finding, after the id of the rule. */
  readonly faults: Readonly<Record<string, { readonly policy: Policy; readonly key: string }>>;
  readonly stillGood: Readonly<Record<string, Policy>>;
}

const OPTIONS = { revisions: ['2025-11-25'], seed: 7, corpus: 'quick' } as const;

export function proveGateway(rule: string, proof: GatewayProof): void {
  describe(`dlp/gateway/${rule}`, () => {
    for (const [name, { policy, key }] of Object.entries(proof.faults))
      test(`catches: ${name}`, async () => {
        const { report } = await runThrough(policy, OPTIONS);
        const result = resultOf(report, rule);
        expect(`${result?.outcome} ${result?.reason?.note ?? ''}`).toMatch(/^(?:fail|warn)/);
        expect(result?.findings.map((finding) => finding.key)).toContain(`dlp/gateway/${rule}:${key}`);
        for (const { exchange } of result?.findings.flatMap(({ at }) => at) ?? [])
          expect(Object.keys(report.excerpts)).toContain(exchange);
      });
    for (const [name, policy] of Object.entries(proof.stillGood))
      test(`accepts: ${name}`, async () => {
        const { report } = await runThrough(policy, OPTIONS);
        const result = resultOf(report, rule);
        expect(result?.findings).toEqual([]);
        expect(`${result?.outcome} ${result?.reason?.note ?? ''}`).toMatch(/^pass/);
      });
  });
}

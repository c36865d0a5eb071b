// Proves a fuzz rule on the bank: every defect meant for it is found within 1,000 cases and shrunk to the expected input.

import { describe, expect, it } from 'vitest';

import { EXPECTED } from '../../fixtures/tool-defects/expected.mjs';
import { run } from '../../runner/engine/run.ts';
import { canonical } from '../../suites/generation/plain.ts';
import type { Exchange, Recording } from '../../suites/kernel/recording.ts';
import type { Report } from '../../suites/kernel/report.ts';
import { member } from '../../suites/kernel/look.ts';

export interface Campaigned {
  readonly report: Report;
  readonly recording: Recording;
}

/** Tools without a defect, fuzzed beside the others: whatever is found in them is a false alarm. */
const SOUND = ['sound-echo', 'sound-sum'];

export async function fuzzBank(
  tools: readonly string[],
  options: { readonly seed?: number } = {},
): Promise<Campaigned> {
  const found: Recording[] = [];
  const args = ['fixtures/tool-defects/server.mjs', '--only', [...SOUND, ...tools].join(',')];
  const report = await run(
    { kind: 'stdio', command: process.execPath, args },
    { suites: ['fuzz'], revisions: ['2025-11-25'], calls: 'all', seed: 1, timeoutMs: 2000, ...options },
    { inspect: (recordings) => found.push(...recordings) },
  );
  const [recording] = found;
  if (recording === undefined) throw new Error(report.faults.map(({ message }) => message).join('; '));
  return { report, recording };
}

const paramsOf = (exchange: Exchange | undefined, key: string): unknown =>
  member(member(exchange?.sent.json, 'params'), key);

/** Findings with the call they point to. */
function shownBy({
  report,
  recording,
}: Campaigned): readonly { rule: string; tool: unknown; given: unknown; key: string }[] {
  const byId = new Map(recording.exchanges.map((exchange) => [exchange.id, exchange]));
  return report.results.flatMap((result) =>
    result.findings.map(({ at, key }) => {
      const exchange = byId.get(at[0]?.exchange ?? '');
      return { rule: result.rule.id, tool: paramsOf(exchange, 'name'), given: paramsOf(exchange, 'arguments'), key };
    }),
  );
}

const text = (value: unknown): string => (value === undefined ? 'no arguments' : canonical(value));

export function proveOnBank(rule: string): void {
  const expected = Object.entries(EXPECTED).filter(([, one]) => one.rule === rule);

  describe(rule, () => {
    let campaigned: Promise<Campaigned> | undefined;
    const once = (): Promise<Campaigned> =>
      (campaigned ??= fuzzBank(expected.flatMap(([name, one]) => [name, ...(one.with ?? [])])));

    for (const [name, { minimal }] of expected)
      it(`finds ${name}`, async () => {
        const findings = shownBy(await once()).filter((one) => one.rule === rule && one.tool === name);
        expect(findings.length, `${name} was not found`).toBeGreaterThan(0);
        if (minimal === undefined) return;
        const wanted = minimal.map(text);
        expect(findings.map(({ given }) => text(given)).filter((given) => !wanted.includes(given))).toEqual([]);
      }, 180_000);

    it('finds nothing else, and nothing in tools without a defect', async () => {
      const rest = shownBy(await once()).filter(({ rule: id, tool }) => {
        const own = EXPECTED[String(tool)];
        return own === undefined || (own.rule !== id && own.also?.includes(id) !== true);
      });
      expect(rest).toEqual([]);
    }, 180_000);

    it('needs at most 1,000 cases for a tool', async () => {
      const { recording } = await once();
      for (const [name] of expected) {
        const cases = recording.exchanges.filter(
          ({ tag, sent }) => tag === 'case' && member(member(sent.json, 'params'), 'name') === name,
        );
        expect(cases.length, name).toBeLessThanOrEqual(1000);
      }
    }, 180_000);
  });
}

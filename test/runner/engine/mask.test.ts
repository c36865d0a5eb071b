// A credential may read like a word of ours, or like one that stands in every message: neither breaks a report.

import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { reportProblem } from '../../../cli/report-file.ts';
import { on } from '../../../fixtures/faults/on.ts';
import { judgeEvidence } from '../../../runner/engine/evidence.ts';
import { mask, registerSecret, maskGiven, registerLeak } from '../../../runner/engine/mask.ts';
import { run } from '../../../runner/engine/run.ts';
import { streamsOf } from '../../kit/good.ts';

it('leaves ids, words of the format and ordinary values whole, in the report and in the evidence', async () => {
  const evidence = mkdtempSync(join(tmpdir(), 'assay-mask-'));
  onTestFinished(() => rmSync(evidence, { recursive: true, force: true }));
  for (const value of ['conformance', 'artifact', 'initialize', 'fail', 'true', '8080', 'streams', 'swordfish'])
    registerSecret(value);
  const fault = on('tools/list', (result) => {
    for (const tool of (result as { tools: { name: string; description: string }[] }).tools) {
      tool.description = 'swordfish';
      tool.name = `${tool.name} swordfish`;
    }
  });
  const rules = ['conformance/tools/', 'conformance/lifecycle/', 'conformance/jsonrpc/'];
  const good = streamsOf({ revisions: ['2025-11-25'], onlyTools: ['echo'], fault });
  const report = await run(good, { seed: 1, timeoutMs: 2000, evidence, rules });
  expect(reportProblem(report)).toBeUndefined();
  expect(report.results.every(({ rule, suite }) => rule.id.startsWith('conformance/') && suite === 'conformance')).toBe(
    true,
  );
  const charset = report.results.find(({ rule }) => rule.id === 'conformance/tools/name-charset');
  expect(charset?.findings[0]?.key).toMatch(/^conformance\/tools\/name-charset:/);
  expect(report.runs[0]).toMatchObject({ era: 'initialize', transport: 'stdio' });
  expect(JSON.stringify(report)).not.toContain('swordfish');
  const again = await judgeEvidence(evidence, { rules });
  expect(again.results.map(({ rule, outcome, seen }) => [rule.id, outcome, seen])).toEqual(
    report.results.map(({ rule, outcome, seen }) => [rule.id, outcome, seen]),
  );
  expect(readFileSync(join(evidence, 'recording.ndjson'), 'utf8')).not.toContain('swordfish');
});

it('still hides whatever is no ordinary word', () => {
  for (const value of ['hunter2', '123456', 'Bearer sesame-open']) registerSecret(value);
  expect(mask('hunter2 123456 sesame-open debug 3000')).toMatch(/^(?:\*\*\*[0-9a-f]{6} ){3}debug 3000$/);
});

it('what one target let out is masked in reports, and still found in what the next one sends', () => {
  registerLeak('leaked-by-the-first-8f2c');
  registerSecret('given-to-us-77d1');
  const text = 'leaked-by-the-first-8f2c given-to-us-77d1';
  expect(mask(text)).toMatch(/^\*{3}\w+ \*{3}\w+$/);
  expect(maskGiven(text)).toMatch(/^leaked-by-the-first-8f2c \*{3}\w+$/);
});

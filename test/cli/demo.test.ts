// The demo: the good server passes, the faulty one fails, and each leaves reports that validate.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { reportProblem } from '../../cli/report-file.ts';
import { assay } from '../kit/assay.ts';
import { folder } from '../kit/folder.ts';

it('audits the four bundled servers', { timeout: 240_000 }, async () => {
  const out = folder();
  const ran = await assay(['demo', '--out', out, '--quiet']);
  expect(ran.stdout).toMatch(/good +PASS/);
  expect(ran.stdout).toMatch(/faulty +FAIL/);
  expect(ran.code).toBe(0);
  for (const name of ['good', 'faulty', 'sdk-1', 'sdk-2']) {
    const report = JSON.parse(readFileSync(join(out, `${name}.json`), 'utf8')) as { runs: unknown[]; exitCode: number };
    expect(reportProblem(report)).toBeUndefined();
    expect(report.runs.length).toBeGreaterThan(0);
    expect(readFileSync(join(out, `${name}.xml`), 'utf8')).toContain('<testsuites');
  }
});

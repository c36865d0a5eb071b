// Secrets of known formats are masked in reports of other suites too, where no rule on leaks was asked for.

import { expect, test } from 'vitest';
import { on } from '../../../fixtures/faults/on.ts';
import { run } from '../../../runner/engine/run.ts';
import { streamsOf } from '../../kit/good.ts';

// Made here, so that no scanner finds it in the source.
const TOKEN = `ghp_${'a1B2c3D4'.repeat(5).slice(0, 36)}`;
const URL_WITH_PASSWORD = ['postgres://app:', 'q7Zr2LwX9v', '@db.example.org/app'].join('');

test('a conformance report shows no token that a finding points to', async () => {
  const fault = on('tools/list', (r) => {
    r.tools[0].name = 'e cho';
    r.tools[0].description = `Uses ${TOKEN} and ${Buffer.from(TOKEN).toString('base64')}.`;
    r.tools[0].title = URL_WITH_PASSWORD;
  });
  const report = await run(streamsOf({ fault }), {
    revisions: ['2025-11-25'],
    suites: ['conformance'],
    seed: 1,
    timeoutMs: 2000,
    rules: ['conformance/tools/'],
  });
  const pointed = report.results.flatMap(({ findings }) => findings.flatMap(({ at }) => at));
  const shown = pointed.map(({ exchange }) => report.excerpts[exchange]?.received ?? '').join('\n');
  expect(shown).toContain('e cho');
  const text = JSON.stringify(report);
  // A message without its text: the whole report would be printed.
  const holds = (value: string): boolean => text.includes(value);
  expect(holds(TOKEN)).toBe(false);
  expect(holds(Buffer.from(TOKEN).toString('base64'))).toBe(false);
  expect(holds('q7Zr2LwX9v')).toBe(false);
});

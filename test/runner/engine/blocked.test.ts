// What a refused list hides, and what it does not.
import { expect, test } from 'vitest';
import { combine, error, instead } from '../../../fixtures/faults/on.ts';
import { run } from '../../../runner/engine/run.ts';
import type { Result } from '../../../suites/kernel/report.ts';
import { streamsOf } from '../../kit/good.ts';

async function skipsOf(refused: readonly string[], rules: readonly string[]): Promise<readonly Result[]> {
  const fault = combine(...refused.map((method) => instead(method, () => error(-32603, 'Out of order'))));
  const report = await run(streamsOf({ fault }), {
    rules: rules.map((id) => `conformance/${id}`),
    revisions: ['2025-11-25'],
    calls: 'none',
    seed: 1,
    timeoutMs: 5000,
  });
  return report.results;
}

const reasonOf = (results: readonly Result[], id: string): string => {
  const found = results.find(({ rule }) => rule.id === `conformance/${id}`)?.reason;
  return `${found?.kind ?? 'judged'}: ${found?.note ?? ''}`;
};

test('a rule about a list that is refused is blocked; one that looks for a call says which to name', async () => {
  const results = await skipsOf(
    ['resources/list'],
    ['resources/uri-valid', 'resources/listed-readable', 'roots/cached'],
  );
  expect(reasonOf(results, 'resources/listed-readable')).toMatch(/^blocked: resources\/list gave error/);
  expect(reasonOf(results, 'roots/cached')).toMatch(/^nothing-to-judge: .*known: \[\{ property: lists-roots/);
});

test('where every list behind it is refused, it is blocked too', async () => {
  const lists = ['tools/list', 'resources/list', 'resources/templates/list', 'prompts/list'];
  const results = await skipsOf(lists, ['roots/cached']);
  expect(reasonOf(results, 'roots/cached')).toMatch(/^blocked: /);
});

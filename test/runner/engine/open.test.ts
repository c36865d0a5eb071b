// Finding out what a target speaks must not depend on how many of it run at once.
import { expect, it } from 'vitest';
import { combine, error, instead, on } from '../../../fixtures/faults/on.ts';
import { run } from '../../../runner/engine/run.ts';
import type { StreamsConnection } from '../../../runner/target.ts';
import { streamsOf } from '../../kit/good.ts';

it('opens a program that ends the one before it, as some with a fixed port do', async () => {
  const good = streamsOf({ revisions: ['2025-11-25'] });
  let before: StreamsConnection | undefined;
  const open = (): StreamsConnection => {
    before?.kill();
    before = good.open();
    return before;
  };
  const report = await run({ ...good, open }, { seed: 1, timeoutMs: 2000 }, { rules: [] });
  expect(report.runs.map(({ revision }) => revision)).toEqual(['2025-11-25']);
  expect(report.faults).toEqual([]);
});

it('believes a server that names only other versions and refuses this one', async () => {
  const refuse = (method: string) =>
    instead(method, (params, _, next) =>
      (params._meta as object | undefined) === undefined ? next() : error(-32022, 'not supported', { supported: [] }),
    );
  const fault = combine(
    on('server/discover', (result) => {
      result.supportedVersions = ['2025-11-25', '2025-06-18'];
    }),
    ...['tools/list', 'resources/list', 'prompts/list'].map(refuse),
  );
  const report = await run(streamsOf({ fault }), { seed: 1, timeoutMs: 2000 }, { rules: [] });
  expect(report.runs.map(({ revision }) => revision)).toEqual(['2025-11-25']);
});

// Finding out what a target speaks must not depend on how many of it run at once.
import { expect, it } from 'vitest';
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

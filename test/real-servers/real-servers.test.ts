// Published servers over every transport they offer: what fails is true, and kept beside this file with the exchange.
//
// A failure that is not listed is looked at on the wire first: either Assay is wrong, or `known/` gets one more entry
// (UPDATE_GOLDEN=1 writes the exchanges again).
import { describe, expect, test } from 'vitest';
import { run } from '../../runner/engine/run.ts';
import type { Report } from '../../suites/kernel/report.ts';
import { REAL_SERVERS } from '../kit/real-target.ts';
import { failuresOf, idsOf, keep, knownOf } from './known.ts';

describe('published servers', () => {
  test.each(REAL_SERVERS)('$name', async ({ name, open }) => {
    const { target, close } = await open();
    let report: Report;
    try {
      report = await run(target, { seed: 1, timeoutMs: 20_000 });
    } finally {
      close();
    }
    const found = failuresOf(report);
    if (process.env['UPDATE_GOLDEN'] === '1') keep(name, found);
    expect(report.runs.length).toBeGreaterThan(0);
    expect(report.faults).toEqual([]);
    expect(idsOf(found)).toEqual(idsOf(knownOf(name)));
  });
});

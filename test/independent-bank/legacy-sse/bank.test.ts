// A server of the 2024-11-05 transport of another hand: right it stays unaccused, broken it is caught.
// All faults, judged by all rules: `npm run mutants:legacy-sse`.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { about, loud, openWorld, seenBy, type World } from '../authorization/audit.ts';
import { auditLegacy } from './audit.ts';
import { MUTANTS } from './mutants.ts';

let world: World;
beforeAll(async () => void (world = await openWorld()));
afterAll(() => world.close());

test.each([false, true])('the server as it should be is accused of nothing (behind a door: %s)', async (guarded) => {
  const report = await auditLegacy(world, { plant: () => undefined, guarded });
  expect(loud(report)).toEqual([]);
  expect(report.faults).toEqual([]);
  expect(report.runs.map(({ transport }) => transport)).toContain('http-sse');
  expect(report.summary.pass).toBeGreaterThan(80);
});

/** Those that need no patience to be told. */
const TOLD = [
  'an empty address',
  'an object for an address',
  'an address of another origin',
  'a message before it',
  'an address where nothing is',
  'answers in the POST',
  'POST fails after it took the message',
  'answers go to all streams',
  'events named data',
  'later events are named otherwise',
  'no check at all',
  'for the stream alone',
  'an Origin that begins well',
  'a counter for a session',
  'whoever knows the session posts into it',
];

describe('each of these faults is told by a rule that names it', () => {
  test.each(TOLD)('%s', async (what) => {
    const mutant = MUTANTS.find((one) => one.what === what);
    if (mutant === undefined) throw new Error('there is no such fault');
    const report = await auditLegacy(world, mutant, about(mutant.id));
    expect(seenBy(report, mutant.id), loud(report).join('\n')).not.toEqual([]);
  });
});

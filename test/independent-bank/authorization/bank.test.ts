// A protected server of another hand, with a real authorization server: right it stays unaccused, broken it is caught.
// All faults, judged by all rules: `npm run mutants:authorization`.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { about, auditMutant, loud, type Mutant, openWorld, seenBy, type World } from './audit.ts';
import { GOOD } from './mutants/exposed.ts';
import { label, mutants } from './mutants/all.ts';

let world: World;
beforeAll(async () => void (world = await openWorld()));
afterAll(() => world.close());

const ERAS = ['initialize', 'per-request'] as const;

describe('the server as it should be is accused of nothing', () => {
  const good = (era: Mutant['era'], more: Partial<Mutant> = {}): Mutant => ({ id: '', what: '', era, ...more });

  test.each(ERAS)('%s, with all tokens and a second caller', async (era) => {
    const report = await auditMutant(world, good(era));
    expect(loud(report)).toEqual([]);
    expect(report.faults).toEqual([]);
    expect(report.summary.pass).toBeGreaterThan(160);
    for (const token of [world.ann, world.ben, ...Object.values(world.tokens)])
      expect(JSON.stringify(report)).not.toContain(token);
  });

  test.each(ERAS)('%s, from outside', async (era) => {
    const report = await auditMutant(world, good(era, { given: 'nothing' }));
    expect(loud(report)).toEqual([]);
    expect(report.exitCode).toBe(3);
  });

  test.each(Object.keys(GOOD).flatMap((name) => ERAS.map((era) => [name, era] as const)))(
    '%s, %s',
    async (name, era) => {
      const report = await auditMutant(world, good(era, GOOD[name]), ({ suite }) => suite === 'access');
      expect(loud(report)).toEqual([]);
    },
  );
});

/** Some of each kind that are quick to tell. */
const TOLD = [
  'auth.invalid-token-401 | any token',
  'auth.tokens-validated | decoded, not verified',
  'auth.tokens-validated | verified once for a payload',
  'auth.tokens-validated | verified once for a signature',
  'auth.tokens-validated | any Basic login',
  'authorization.expired-token-401 | exp',
  'authorization.audience-validated | aud is not',
  'auth.canonical-uri-case',
  'authorization.query-token-not-accepted',
  'authorization.every-request-checked | a bad token',
  'auth.http-follows-spec | a redirect',
  'auth.challenge-error-code | no error',
  'auth.www-authenticate-resource-metadata | a url where nothing is',
  'auth.no-data-to-unauthorised | a session id',
  'authorization.prm-implemented | no JSON',
  'auth.prm-resource-matches | right where the challenge points',
  'auth.https-endpoints | endpoints of its own',
  'auth.insufficient-scope-403 | 404',
  'authorization.scope-hierarchy',
  'access/callers/scopes-bind',
  'sessions.verify-every-request | calls are open',
  'sessions.bound-to-user | whoever knows the id has',
  'sessions.id-non-deterministic | a digest of the user',
  'http.origin-validated | whoever has a token',
  'sse.replay-same-stream-only',
];

describe('each of these faults is told by a rule that names it', () => {
  const chosen = mutants.filter((one) => TOLD.some((start) => label(one).startsWith(start)));

  test('they are all there', () => {
    expect(TOLD.filter((start) => !chosen.some((one) => label(one).startsWith(start)))).toEqual([]);
  });

  test.each(chosen.map((one) => [label(one), one] as const))('%s', async (_name, one) => {
    const report = await auditMutant(world, one, about(one.id));
    expect(seenBy(report, one.id), loud(report).join('\n')).not.toEqual([]);
  });
});

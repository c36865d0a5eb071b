// The proof of access/callers/addresses-own, with two callers of a server of the old transport.
import { afterAll, beforeAll, expect, test } from 'vitest';
import rule from '../../../../suites/access/callers/addresses-own.check.ts';
import { openWorld, type World } from '../../../independent-bank/authorization/audit.ts';
import { auditLegacy } from '../../../independent-bank/legacy-sse/audit.ts';
import { MUTANTS } from '../../../independent-bank/legacy-sse/mutants.ts';
import { prove } from '../../../kit/prove.ts';

prove(rule, { neverPasses: 'it speaks as several callers, and the good server knows none', faults: {} });

let world: World;
beforeAll(async () => void (world = await openWorld()));
afterAll(() => world.close());

const ID = 'access/callers/addresses-own';
const only = ({ id }: { readonly id: string }): boolean => id === ID;

test('is silent where streams belong to callers', async () => {
  const report = await auditLegacy(world, { plant: () => undefined, guarded: true }, only);
  expect(report.results.map(({ outcome }) => outcome)).toEqual(['pass']);
});

test.each(MUTANTS.filter(({ id }) => id === ID).map((one) => [one.what, one] as const))(
  'catches: %s',
  async (_what, one) => {
    const report = await auditLegacy(world, one, only);
    expect(report.results.map(({ outcome }) => outcome)).toEqual(['warn']);
  },
);

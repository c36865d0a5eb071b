import rule from '../../../../suites/conformance/sse/replay-own-session.check.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { auditMutant, type Mutant, openWorld, type World } from '../../../independent-bank/authorization/audit.ts';
import { EXPOSED } from '../../../independent-bank/authorization/mutants/exposed.ts';
import { prove, where } from '../../../kit/prove.ts';

// Sessions that share their events are a matter between several: the fault is planted in a server that knows all of them.
prove(rule, {
  faults: {},
  stillGood: { 'no event ids': where({}, { features: { resumable: false } }) },
});

let world: World;
beforeAll(async () => void (world = await openWorld()));
afterAll(() => world.close());

const ID = 'sse.replay-same-stream-only';
const only = ({ id }: { readonly id: string }): boolean => id === 'conformance/sse/replay-own-session';
const good: Mutant = { id: ID, what: 'nothing', era: 'initialize', shape: 'full', given: 'token' };

test('is silent where events belong to sessions', async () => {
  const report = await auditMutant(world, good, only);
  expect(report.results.map(({ outcome }) => outcome)).toEqual(['pass']);
});

test('catches events that any session may ask for', async () => {
  const mutant = EXPOSED.find(({ id }) => id === ID);
  expect(mutant).toBeDefined();
  const report = await auditMutant(world, { ...good, ...mutant }, only);
  expect(report.results.map(({ outcome }) => outcome)).toEqual(['fail']);
});

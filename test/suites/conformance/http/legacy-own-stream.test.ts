import rule from '../../../../suites/conformance/http/legacy-own-stream.check.ts';
import { openGround, type Ground } from '../../../independent-bank/authorization/site.ts';
import { handlerOf, legacy, type Legacy } from '../../../independent-bank/legacy-sse/server.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { run } from '../../../../runner/engine/run.ts';
import type { Check } from '../../../../suites/kernel/check.ts';
import { prove } from '../../../kit/prove.ts';

// Whose stream an answer goes to is a matter between several: the faults are planted in a server that knows all of them.
prove(rule, { transports: ['http-sse'], faults: {} });

let ground: Ground;
beforeAll(async () => void (ground = await openGround()));
afterAll(() => ground.close());

async function verdict(plant: (own: Legacy) => void): Promise<string> {
  const server = legacy();
  plant(server);
  ground.build(handlerOf(server), () => true);
  const rules = [{ id: 'conformance/proof/rule', suite: 'conformance', check: rule as unknown as Check }];
  const target = { kind: 'http', url: new URL('/sse', ground.url).href } as const;
  const report = await run(target, { timeoutMs: 1_000, seed: 1 }, { rules });
  const [result] = report.results;
  return `${result?.outcome}: ${result?.findings.map(({ got }) => got).join('; ') ?? ''}`;
}

const streams = (own: Legacy) => [...own.streams.values()];

test('is silent where each hears its own', async () => {
  expect(await verdict(() => undefined)).toBe('pass: ');
});

test('catches answers that everybody hears', async () => {
  expect(await verdict((own) => void (own.targets = () => streams(own)))).toMatch(/^fail: .*of another too/u);
});

test('catches answers on the newest stream', async () => {
  expect(await verdict((own) => void (own.targets = () => streams(own).slice(-1)))).toMatch(/^fail: /u);
});

test('catches answers on the oldest stream', async () => {
  expect(await verdict((own) => void (own.targets = () => streams(own).slice(0, 1)))).toMatch(/^fail: /u);
});

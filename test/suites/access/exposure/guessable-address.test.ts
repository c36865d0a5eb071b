// The proof of access/exposure/guessable-address, on a server of the old transport that names its addresses as it is told.
import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { run } from '../../../../runner/engine/run.ts';
import rule from '../../../../suites/access/exposure/guessable-address.check.ts';
import type { Check } from '../../../../suites/kernel/check.ts';
import { openGround, type Ground } from '../../../independent-bank/authorization/site.ts';
import { handlerOf, legacy, type Legacy } from '../../../independent-bank/legacy-sse/server.ts';
import { prove } from '../../../kit/prove.ts';

prove(rule, { transports: ['http-sse'], faults: {} });

let ground: Ground;
beforeAll(async () => void (ground = await openGround()));
afterAll(() => ground.close());

async function verdict(plant: (own: Legacy) => void): Promise<string> {
  const server = legacy();
  plant(server);
  ground.build(handlerOf(server), () => true);
  const rules = [{ id: 'access/proof/rule', suite: 'access', check: rule as unknown as Check }];
  const target = { kind: 'http', url: new URL('/sse', ground.url).href } as const;
  const report = await run(target, { timeoutMs: 2_000, seed: 1 }, { rules });
  const [result] = report.results;
  return `${result?.outcome} ${result?.findings.map(({ key }) => key.replace(/^.*:/u, '')).join(' ') ?? ''}`.trim();
}

const counter = (from: number, radix: number) => {
  let count = from;
  return (): string => (count += 3).toString(radix);
};

const CASES: readonly (readonly [name: string, plant: (own: Legacy) => void, want: string])[] = [
  ['random ids', () => undefined, 'pass'],
  ['random ids of base64', (own: Legacy) => void (own.newId = () => randomBytes(16).toString('base64url')), 'pass'],
  ['a counter', (own: Legacy) => void (own.newId = counter(41, 10)), 'warn counter'],
  ['a counter in hexadecimal digits', (own: Legacy) => void (own.newId = counter(0xfade00, 16)), 'warn counter'],
  ['a few random letters', (own: Legacy) => void (own.newId = () => randomBytes(4).toString('hex')), 'warn short'],
  [
    'a counter between other values',
    (own: Legacy) => {
      own.newId = counter(7, 10);
      own.address = ({ id }) => `/message?v=1&sessionId=${id}&t=x`;
    },
    'warn counter',
  ],
];

test.each(CASES)('%s', async (_name, plant, want) => {
  expect(await verdict(plant)).toBe(want);
});

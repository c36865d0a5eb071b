// The proof of affinity/ids-unguessable.
import { createHash, randomBytes, randomInt } from 'node:crypto';
import { expect, test } from 'vitest';
import { entropyOf } from '../../../suites/affinity/entropy.ts';
import { proveAffinity } from '../../kit/prove-affinity.ts';

/** One mint for both replicas of a case. */
function minting(mint: (count: number) => string) {
  let count = 0;
  return () => ({ mintId: () => mint((count += 1)) });
}

const hex = (value: number, digits: number): string => value.toString(16).padStart(digits, '0');
const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-';

proveAffinity('ids-unguessable', {
  options: { revisions: ['2025-11-25'], parts: ['ids'], ids: 400 },
  faults: {
    'a counter': { raw: minting((count) => `session-${String(count).padStart(20, '0')}`), key: 'few-bits' },
    'a counter, hashed': {
      raw: minting((count) => createHash('md5').update(String(count)).digest('hex')),
      key: 'hashed-counter',
    },
    'the time and a little chance': {
      raw: minting((count) => `${1_760_000_000_000 + count * 3}-${hex(randomInt(65_536), 4)}`),
      key: 'few-bits',
    },
    'a chance of 53 bits': { raw: minting(() => Math.random().toString(36).slice(2, 12)), key: 'few-bits' },
    'the same id again': { raw: minting((count) => `${hex(count % 300, 4)}${'a'.repeat(28)}`), key: 'repeated' },
  },
  stillGood: {
    'random UUIDs': {},
    'UUIDs of version 7': {
      raw: minting((count) => {
        const chance = randomBytes(10).toString('hex');
        return `019a0000-${hex(count, 4)}-7${chance.slice(0, 3)}-8${chance.slice(3, 6)}-${chance.slice(6, 18)}`;
      }),
    },
    'a random name of 21 letters': {
      raw: minting(() => Array.from({ length: 21 }, () => alphabet[randomInt(64)]).join('')),
    },
    'a constant head and 128 random bits': { raw: minting(() => `prod.mcp.${randomBytes(16).toString('base64url')}`) },
  },
});

test('what is measured is near to what is there', () => {
  const ids = Array.from({ length: 1000 }, () => randomBytes(8).toString('hex'));
  expect(entropyOf(ids)).toBeGreaterThan(63);
  expect(entropyOf(ids)).toBeLessThan(65);
});

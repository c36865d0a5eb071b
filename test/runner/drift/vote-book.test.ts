// What json-schema-diff decides, what it may not see, and that it is given up in time.

import { expect, test, vi } from 'vitest';
import { voteBook } from '../../../runner/drift/vote-book.ts';
import { compareSnapshots } from '../../../suites/drift/compare.ts';
import { votable } from '../../../suites/drift/schema/vote.ts';
import { snapshotOf } from '../../../suites/drift/snapshot.ts';

// The deadline of the thread is generous here: what matters is what is decided.
vi.setConfig({ testTimeout: 120_000 });

const withInput = (schema: object) =>
  snapshotOf('2025-11-25', { capabilities: {} }, { tool: [{ name: 't', inputSchema: schema }] });

const N = { type: 'number', minimum: 0 };
const short = { type: 'string', maxLength: 3 };
const long = { type: 'string', maxLength: 9 };

async function classes(before: object, after: object): Promise<readonly string[]> {
  const [one, other] = [withInput(before), withInput(after)];
  const book = voteBook();
  await book.prepare(one, other);
  return compareSnapshots(one, other, { votes: book.votes }).map((change) => `${change.class} ${change.rule}`);
}

test('a branch whose values others cover is no loss', async () => {
  expect(await classes({ anyOf: [short, long, N] }, { anyOf: [long, N] })).toEqual(['wording branch-removed']);
});

test('a branch whose values are lost is breaking', async () => {
  const changes = await classes({ anyOf: [{ type: 'string', minLength: 5 }, short, N] }, { anyOf: [short, N] });
  expect(changes).toEqual(['breaking branch-removed']);
});

test('a schema with a keyword it does not know is not shown to it', () => {
  expect(votable({ type: 'string', pattern: 'a' })).toBeUndefined();
  expect(votable({ anyOf: [{ enum: ['a'] }] })).toBeUndefined();
  expect(votable({ $ref: 'https://example.invalid/x' })).toBeUndefined();
  expect(votable({ properties: { a: { $ref: '#/$defs/a' } }, $defs: { a: { type: 'string', title: 'A' } } })).toEqual({
    properties: { a: { type: 'string' } },
  });
});

test('what keeps it busy for good is given up and stays unclassified', async () => {
  const union = (seed: number): object => ({
    anyOf: Array.from({ length: 7 }, (_, index) => ({
      type: 'object',
      properties: Object.fromEntries(
        Array.from({ length: 7 }, (_, key) => [`p${key}`, { type: 'string', minLength: index * seed + key }]),
      ),
      required: ['p0'],
    })),
  });
  const changes = await classes(
    { properties: { a: union(2) }, type: 'object' },
    { properties: { a: { ...union(3), type: 'object', maxProperties: 3 } }, type: 'object' },
  );
  expect(changes.some((change) => /^(?:breaking|unclassified)/.test(change))).toBe(true);
});

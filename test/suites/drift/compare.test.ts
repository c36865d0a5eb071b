// Holds the classes of changes to the table, and to what values show: a schema never differs from itself, and what is
// accepted before and refused after is never called harmless.

import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { CLASSES } from '../../../suites/drift/change.ts';
import type { Change } from '../../../suites/drift/change.ts';
import { compareSnapshots } from '../../../suites/drift/compare.ts';
import { classifySchemas } from '../../../suites/drift/schema/classify.ts';
import { compareSchemas } from '../../../suites/drift/schema/compare.ts';
import { witnesses } from '../../../suites/drift/schema/witness.ts';
import { snapshotOf } from '../../../suites/drift/snapshot.ts';
import type { Snapshot } from '../../../suites/drift/snapshot.ts';
import type { Json } from '../../../suites/kernel/recording.ts';
import { TABLE } from './changes.ts';
import type { TableRow } from './changes.ts';

vi.setConfig({ testTimeout: 120_000 });

const plain = { type: 'object', properties: {} };

function side(row: TableRow, value: unknown): Snapshot {
  const opening = { serverInfo: { name: 's', version: '1' }, capabilities: {} };
  const fields = value as Readonly<Record<string, unknown>>;
  switch (row.on) {
    case 'input':
      return snapshotOf('2025-11-25', opening, { tool: [{ name: 't', inputSchema: value }] });
    case 'output':
      return snapshotOf('2025-11-25', opening, { tool: [{ name: 't', inputSchema: plain, outputSchema: value }] });
    case 'tool':
      return snapshotOf('2025-11-25', opening, { tool: [{ name: 't', inputSchema: plain, ...fields }] });
    case 'prompt':
      return snapshotOf('2025-11-25', opening, { prompt: [{ name: 'p', ...fields }] });
    case 'resource':
      return snapshotOf('2025-11-25', opening, { resource: [{ uri: 'x:///r', ...fields }] });
    case 'template':
      return snapshotOf('2025-11-25', opening, { template: [{ uriTemplate: 'x:///{r}', name: 'r', ...fields }] });
    case 'server':
      return snapshotOf('2025-11-25', { ...opening, ...fields }, {});
  }
}

const gravest = (changes: readonly Change[]): string =>
  CLASSES.find((one) => changes.some((change) => change.class === one)) ?? 'none';

const describeChanges = (changes: readonly Change[]): string =>
  changes.map((change) => `${change.class} ${change.rule} ${change.pointer} ${change.detail}`).join('\n');

describe('every change has the class of the table', () => {
  test('the table is long enough', () => expect(TABLE.length).toBeGreaterThanOrEqual(80));

  test.each(TABLE.map((row) => [`${row.on}: ${row.what}`, row] as const))('%s', (_, row) => {
    const changes = compareSnapshots(side(row, row.before), side(row, row.after));
    expect(gravest(changes), describeChanges(changes)).toBe(row.class);
    if (row.rule !== undefined) expect(changes.map((change) => change.rule)).toContain(row.rule);
  });

  test.each(TABLE.map((row) => [`${row.on}: ${row.what}`, row] as const))('nothing against itself: %s', (_, row) => {
    expect(compareSnapshots(side(row, row.after), side(row, structuredClone(row.after)))).toEqual([]);
  });
});

/** Small schemas of many keywords; pairs of them differ in one or a few places. */
const schema: fc.Arbitrary<Json> = fc.letrec<{ any: Json; object: Json; array: Json; union: Json; scalar: Json }>(
  (tie) => ({
    any: fc.oneof({ depthSize: 'small', maxDepth: 3 }, tie('scalar'), tie('object'), tie('array'), tie('union')),
    scalar: fc.oneof(
      fc.record(
        { type: fc.constant('string'), minLength: fc.nat(3), maxLength: fc.integer({ min: 3, max: 6 }) },
        { requiredKeys: ['type'] },
      ),
      fc.record(
        {
          type: fc.constantFrom('integer', 'number'),
          minimum: fc.integer({ min: -3, max: 3 }),
          maximum: fc.integer({ min: 3, max: 9 }),
          multipleOf: fc.constantFrom(1, 2, 3),
        },
        { requiredKeys: ['type'] },
      ),
      fc.record({ enum: fc.uniqueArray(fc.constantFrom('a', 'b', 1, null, true), { minLength: 1, maxLength: 4 }) }),
      fc.record({ type: fc.constantFrom('boolean', 'null') }),
      fc.constant({}),
    ) as fc.Arbitrary<Json>,
    object: fc.record(
      {
        type: fc.constant('object'),
        properties: fc.dictionary(fc.constantFrom('a', 'b', 'c'), tie('any'), { maxKeys: 3, noNullPrototype: true }),
        required: fc.uniqueArray(fc.constantFrom('a', 'b'), { maxLength: 2 }),
        additionalProperties: fc.oneof(fc.boolean(), tie('scalar')),
      },
      { requiredKeys: ['type', 'properties'] },
    ) as fc.Arbitrary<Json>,
    array: fc.record(
      {
        type: fc.constant('array'),
        items: tie('any'),
        minItems: fc.nat(1),
        maxItems: fc.integer({ min: 1, max: 3 }),
        uniqueItems: fc.boolean(),
      },
      { requiredKeys: ['type', 'items'] },
    ) as fc.Arbitrary<Json>,
    union: fc.record({ anyOf: fc.array(tie('any'), { minLength: 1, maxLength: 3 }) }) as fc.Arbitrary<Json>,
  }),
).any;

describe('classes agree with values', () => {
  test('a schema compared with itself never differs', () => {
    fc.assert(
      fc.property(schema, (one) => {
        expect(compareSchemas(one, structuredClone(one))).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  test('what refuses or newly allows a value is never called harmless', () => {
    fc.assert(
      fc.property(schema, schema, fc.nat(9), (before, after, dice) => {
        const found = witnesses(before, after, 1, dice === 0);
        const input = classifySchemas(before, after, 'input', { searches: { left: 0 } });
        const output = classifySchemas(before, after, 'output', { searches: { left: 0 } });
        const grave = (changes: typeof input): boolean =>
          changes.some((change) => change.class === 'breaking' || change.class === 'unclassified');
        // A member that becomes described refuses strangers; that is the one refusal that callers do not meet.
        const refined = input.some((change) => change.rule === 'property-added');
        if (found.lost !== undefined && !refined)
          expect(grave(input), JSON.stringify({ before, after, found, input })).toBe(true);
        if (found.gained !== undefined)
          expect(grave(output), JSON.stringify({ before, after, found, output })).toBe(true);
      }),
      { numRuns: 80 },
    );
  });
});

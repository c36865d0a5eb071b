// Each near miss is forbidden, for the one keyword it names, and every keyword that a schema can use has one.

import { Ajv } from 'ajv';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';

import { member } from '../../../suites/kernel/look.ts';
import type { Schema } from '../../../suites/generation/json-schema.ts';
import { isUsable, validatorOf } from '../../../suites/generation/validator.ts';
import { nearMisses } from '../../../suites/generation/near-miss.ts';

const one = (name: string, schema: Schema, rest: object = {}): Schema =>
  ({ type: 'object', properties: { [name]: schema }, required: [name], ...rest }) as Schema;

/** Keyword → a schema that uses it, and the value expected at `/v`, or a test of it. */
const keywords: Readonly<Record<string, { readonly schema: Schema; readonly broken?: unknown }>> = {
  required: { schema: one('v', { type: 'string' }) },
  type: { schema: one('v', { type: 'integer' }), broken: { assay: 1 } },
  enum: { schema: one('v', { enum: ['a', 'b'] }), broken: 'assay-not-listed' },
  const: { schema: one('v', { const: 3 }), broken: 987654 },
  minimum: { schema: one('v', { type: 'integer', minimum: 3 }), broken: 2 },
  maximum: { schema: one('v', { type: 'integer', maximum: 10 }), broken: 11 },
  exclusiveMinimum: { schema: one('v', { type: 'integer', exclusiveMinimum: 3 }), broken: 3 },
  exclusiveMaximum: { schema: one('v', { type: 'number', exclusiveMaximum: 1.5 }), broken: 1.5 },
  multipleOf: { schema: one('v', { type: 'integer', multipleOf: 5 }) },
  minLength: { schema: one('v', { type: 'string', minLength: 3 }) },
  maxLength: { schema: one('v', { type: 'string', maxLength: 3 }), broken: 'aaaa' },
  pattern: { schema: one('v', { type: 'string', pattern: '^[a-z]+$' }) },
  minItems: { schema: one('v', { type: 'array', items: { type: 'boolean' }, minItems: 2 }) },
  maxItems: { schema: one('v', { type: 'array', items: { const: 1 }, maxItems: 2 }), broken: [1, 1, 1] },
  uniqueItems: { schema: one('v', { type: 'array', items: { type: 'integer' }, uniqueItems: true }) },
  contains: { schema: one('v', { type: 'array', items: { type: 'integer' }, contains: { const: 7 } }), broken: [] },
  items: { schema: one('v', { type: 'array', prefixItems: [{ type: 'integer' }], items: false }) },
  additionalProperties: { schema: one('v', { type: 'string' }, { additionalProperties: false }) },
  unevaluatedProperties: { schema: one('v', { type: 'string' }, { unevaluatedProperties: false }) },
  propertyNames: { schema: one('v', { type: 'string' }, { propertyNames: { pattern: '^[a-z]+$' } }) },
  minProperties: { schema: { type: 'object', additionalProperties: { type: 'integer' }, minProperties: 2 } },
  maxProperties: { schema: { type: 'object', additionalProperties: { type: 'integer' }, maxProperties: 2 } },
  dependentRequired: {
    schema: {
      type: 'object',
      properties: { a: { type: 'string' }, b: { type: 'string' } },
      dependentRequired: { a: ['b'] },
    },
  },
  not: { schema: one('v', { type: 'string', not: { const: 'x' } }), broken: 'x' },
  oneOf: {
    schema: {
      type: 'object',
      properties: { a: { type: 'string' }, b: { type: 'string' } },
      oneOf: [{ required: ['a'] }, { required: ['b'] }],
    },
  },
  if: {
    schema: JSON.parse(
      '{"type":"object","properties":{"k":{"enum":["a","b"]},"n":{"type":"integer"}},"required":["k"],' +
        '"if":{"properties":{"k":{"const":"a"}}},"then":{"required":["n"]}}',
    ) as Schema,
  },
};

describe('near misses', () => {
  for (const [keyword, { schema, broken }] of Object.entries(keywords))
    it(`break ${keyword} alone`, () => {
      const validate = new Ajv2020({ strict: false, allErrors: true }).compile(schema);
      const made = nearMisses(schema);
      expect(made.filter((near) => validate(near.value) === true)).toEqual([]);
      const own = made.filter((near) => near.keyword === keyword);
      expect(own.length).toBeGreaterThan(0);
      if (broken !== undefined) expect(own.map((near) => member(near.value, 'v'))).toContainEqual(broken);
    });

  it('finds the places inside arrays, references and branches', () => {
    const schema = {
      $defs: { item: { type: 'object', properties: { id: { type: 'integer', minimum: 1 } }, required: ['id'] } },
      type: 'object',
      properties: {
        items: { type: 'array', items: { $ref: '#/$defs/item' } },
        either: { anyOf: [{ type: 'string', maxLength: 2 }, { type: 'null' }] },
      },
    };
    const names = nearMisses(schema as Schema).map((near) => `${near.keyword} ${near.at}`);
    expect(names).toEqual(expect.arrayContaining(['minimum /items/0/id', 'required /items/0', 'maxLength /either']));
  });

  it('reads tuples of draft-07', () => {
    const schema = {
      $schema: 'http://json-schema.org/draft-07/schema#',
      type: 'object',
      properties: { p: { type: 'array', items: [{ type: 'integer', minimum: 0 }], additionalItems: false } },
    };
    const validate = new Ajv({ strict: false }).compile(schema);
    const made = nearMisses(schema);
    expect(made.every((near) => validate(near.value) !== true)).toBe(true);
    expect(made.map((near) => `${near.keyword} ${near.at}`)).toEqual(
      expect.arrayContaining(['minimum /p/0', 'items /p']),
    );
  });

  it('says which breaks a server may rightly convert', () => {
    const made = nearMisses(one('v', { type: 'integer' }));
    const convertible = (value: unknown): boolean | undefined =>
      made.find((near) => JSON.stringify(member(near.value, 'v')) === JSON.stringify(value))?.convertible;
    expect(convertible('7')).toBe(true);
    expect(convertible([{ assay: 1 }])).toBe(false);
    expect(convertible('assay-not-this')).toBe(false);
  });

  it('makes none from a schema that forbids nothing, or that cannot be judged', () => {
    expect(nearMisses(true)).toEqual([]);
    expect(nearMisses({ $schema: 'https://example.com/dialect', type: 'string' })).toEqual([]);
  });
});

describe('the validator', () => {
  it('keeps two patterns of one schema apart', () => {
    const validator = validatorOf({
      type: 'object',
      properties: { a: { type: 'string', pattern: '^a$' }, b: { type: 'string', pattern: '^b$' } },
    });
    if (!isUsable(validator)) throw new Error(validator.unusable);
    expect(validator.valid({ a: 'a', b: 'b' })).toBe(true);
    expect(validator.valid({ a: 'a', b: 'a' })).toBe(false);
  });

  it('answers at once where a pattern would block another engine', () => {
    const validator = validatorOf({ type: 'string', pattern: '^(a+)+$' });
    if (!isUsable(validator)) throw new Error(validator.unusable);
    expect(validator.valid(`${'a'.repeat(5000)}!`)).toBe(false);
  });
});

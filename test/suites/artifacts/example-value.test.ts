// The generated arguments hold under the schemas they were made from: schemas of real tools, and awkward ones.

import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { exampleArguments, exampleOf } from '../../../suites/artifacts/example-value.ts';

const schemas: Readonly<Record<string, Record<string, unknown>>> = {
  'nothing required': { type: 'object', properties: { a: { type: 'string' } } },
  'plain members': {
    type: 'object',
    properties: { s: { type: 'string' }, n: { type: 'number' }, i: { type: 'integer' }, b: { type: 'boolean' } },
    required: ['s', 'n', 'i', 'b'],
  },
  bounds: {
    type: 'object',
    properties: {
      a: { type: 'integer', minimum: 10, maximum: 12 },
      b: { type: 'number', exclusiveMinimum: 0, maximum: 0.5 },
      c: { type: 'integer', multipleOf: 7, minimum: 8 },
      d: { type: 'string', minLength: 12, maxLength: 14 },
      e: { type: 'array', items: { type: 'integer' }, minItems: 2, uniqueItems: true },
      f: { type: 'string', maxLength: 2 },
    },
    required: ['a', 'b', 'c', 'd', 'e', 'f'],
  },
  'enum, const, default, examples': {
    type: 'object',
    properties: {
      a: { enum: ['x', 'y'] },
      b: { const: 5 },
      c: { type: 'string', default: 'given' },
      d: { type: 'string', examples: ['shown'] },
      e: { enum: ['x', 'y'], default: 'y' },
    },
    required: ['a', 'b', 'c', 'd', 'e'],
  },
  'references and composition': {
    type: 'object',
    $defs: { name: { type: 'string', minLength: 3 } },
    properties: {
      a: { $ref: '#/$defs/name' },
      b: { anyOf: [{ type: 'null' }, { type: 'integer' }] },
      c: { oneOf: [{ type: 'object', properties: { k: { const: 'one' } }, required: ['k'] }] },
      d: { allOf: [{ type: 'object', required: ['x'] }, { properties: { x: { type: 'number' } } }] },
      e: { type: ['string', 'null'] },
    },
    required: ['a', 'b', 'c', 'd', 'e'],
  },
  'patterns and formats': {
    type: 'object',
    properties: {
      a: { type: 'string', pattern: '^[0-9]+$' },
      b: { type: 'string', pattern: '^#[0-9a-f]{6}$' },
      c: { type: 'string', format: 'uuid' },
      d: { type: 'array', prefixItems: [{ type: 'string' }, { type: 'number' }], items: false, minItems: 2 },
      e: { type: 'string', pattern: '^\\d{4}-\\d{2}-\\d{2}$' },
    },
    required: ['a', 'b', 'c', 'd', 'e'],
  },
  'a pace that is kept small': {
    type: 'object',
    properties: { duration: { type: 'number', default: 10 }, steps: { type: 'integer', default: 5 } },
  },
};

describe('exampleArguments', () => {
  for (const [name, schema] of Object.entries(schemas))
    it(`holds: ${name}`, () => {
      const made = exampleArguments(schema);
      const ajv = new Ajv2020({ strict: false, validateFormats: false });
      expect(ajv.validate(schema, made.value), JSON.stringify([made.value, ajv.errors])).toBe(true);
      expect(made.sure).toBe(true);
    });

  it('leaves optional members out, but for those that set the pace', () => {
    expect(exampleArguments(schemas['nothing required']).value).toEqual({});
    expect(exampleArguments(schemas['a pace that is kept small']).value).toEqual({ duration: 0.15, steps: 3 });
  });

  it('says where it cannot promise', () => {
    const hard = { type: 'object', properties: { a: { type: 'string', pattern: '^zq{3}$' } }, required: ['a'] };
    expect(exampleArguments(hard).sure).toBe(false);
    expect(exampleOf({ $ref: 'https://example.invalid/schema' }).sure).toBe(false);
    expect(exampleArguments(null)).toEqual({ value: {}, sure: false });
  });

  it('ends on schemas that never end and on hostile patterns', () => {
    const twice = { type: 'object', properties: { a: { $ref: '#' }, b: { $ref: '#' } }, required: ['a', 'b'] };
    expect(exampleArguments(twice).sure).toBe(false);
    const self = { $ref: '#' };
    expect(exampleOf(self).sure).toBe(false);
    const hostile = { type: 'string', pattern: '^(a+)+$', minLength: 3 };
    expect(exampleOf(hostile).value).toMatch(/^a+$/u);
    const vast = exampleOf({ type: 'object', minProperties: 1e9 });
    expect(vast.sure).toBe(false);
    expect(Object.keys(vast.value as object).length).toBeLessThan(10_000);
  });
});

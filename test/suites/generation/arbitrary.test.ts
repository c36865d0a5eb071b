// Every keyword generates values that an independent validator accepts, with variety, and each shrinks to something small.

import { Ajv } from 'ajv';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormatsModule from 'ajv-formats';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { generatorOf, isGenerator } from '../../../suites/generation/arbitrary.ts';
import { canonical } from '../../../suites/generation/plain.ts';
import type { Schema } from '../../../suites/generation/json-schema.ts';

const addFormats = addFormatsModule as unknown as (ajv: unknown) => void;

const draft07 = 'http://json-schema.org/draft-07/schema#';

interface Case {
  readonly schema: Schema;
  /** Distinct values expected among 200. */
  readonly variety: number;
}

const cases: Readonly<Record<string, Case>> = {
  'integer with bounds': { schema: { type: 'integer', minimum: 3, maximum: 7 }, variety: 5 },
  'exclusive bounds': { schema: { type: 'integer', exclusiveMinimum: 3, exclusiveMaximum: 5 }, variety: 1 },
  'number between': { schema: { type: 'number', exclusiveMinimum: 0, maximum: 1 }, variety: 30 },
  'multipleOf 0.01': { schema: { type: 'number', multipleOf: 0.01, minimum: 0, maximum: 5 }, variety: 30 },
  'several multiples': { schema: { allOf: [{ type: 'integer', multipleOf: 4 }, { multipleOf: 6 }] }, variety: 10 },
  'lengths in code points': { schema: { type: 'string', minLength: 2, maxLength: 3 }, variety: 30 },
  'pattern with lengths': { schema: { type: 'string', pattern: '^[a-z]+$', minLength: 4, maxLength: 6 }, variety: 20 },
  'pattern with look-ahead': { schema: { type: 'string', pattern: '^(?=.*[0-9])[a-z0-9]{4,8}$' }, variety: 10 },
  'two patterns': { schema: { allOf: [{ type: 'string', pattern: '^[ab]+$' }, { pattern: 'b$' }] }, variety: 5 },
  'catastrophic pattern': { schema: { type: 'string', pattern: '^(a+)+$' }, variety: 3 },
  enum: { schema: { enum: [1, 'two', null, { three: 3 }] }, variety: 4 },
  'enum narrowed by type': { schema: { type: 'string', enum: [1, 'two', null] }, variety: 1 },
  const: { schema: { const: { a: [1] } }, variety: 1 },
  'several types': { schema: { type: ['string', 'null', 'boolean'] }, variety: 4 },
  'optional and required': {
    schema: { type: 'object', properties: { a: { type: 'string' }, b: { type: 'integer' } }, required: ['a'] },
    variety: 60,
  },
  'required but not described': { schema: { type: 'object', required: ['a'] }, variety: 5 },
  'closed object': {
    schema: { type: 'object', properties: { a: { type: 'boolean' } }, additionalProperties: false },
    variety: 3,
  },
  'typed extra members': { schema: { type: 'object', additionalProperties: { type: 'integer' } }, variety: 20 },
  'pattern properties': {
    schema: {
      type: 'object',
      patternProperties: { '^x-[a-z]{1,3}$': { type: 'integer' } },
      additionalProperties: false,
    },
    variety: 20,
  },
  'property names': {
    schema: { type: 'object', propertyNames: { pattern: '^[A-Z]{2}$' }, additionalProperties: true, minProperties: 1 },
    variety: 10,
  },
  'min and max properties': {
    schema: { type: 'object', additionalProperties: { type: 'boolean' }, minProperties: 2, maxProperties: 3 },
    variety: 5,
  },
  dependentRequired: {
    schema: {
      type: 'object',
      properties: { a: { type: 'boolean' }, b: { type: 'boolean' }, c: { type: 'boolean' } },
      dependentRequired: { a: ['b'], b: ['c'] },
    },
    variety: 8,
  },
  dependentSchemas: {
    schema: {
      type: 'object',
      properties: { a: { type: 'boolean' } },
      dependentSchemas: { a: { properties: { n: { type: 'integer', minimum: 5 } }, required: ['n'] } },
    },
    variety: 10,
  },
  'dependencies of draft-07': {
    schema: {
      $schema: draft07,
      type: 'object',
      properties: { a: { type: 'boolean' }, b: { type: 'boolean' } },
      dependencies: { a: ['b'] },
    },
    variety: 4,
  },
  'prefix items': {
    schema: { type: 'array', prefixItems: [{ type: 'string' }, { type: 'integer' }], items: false },
    variety: 30,
  },
  'tuple of draft-07': {
    schema: {
      $schema: draft07,
      type: 'array',
      items: [{ type: 'string' }, { type: 'integer' }],
      additionalItems: { type: 'boolean' },
      minItems: 3,
    },
    variety: 30,
  },
  'unique items of few values': {
    schema: { type: 'array', items: { enum: [1, 2, 3] }, uniqueItems: true, minItems: 2 },
    variety: 8,
  },
  'contains with counts': {
    schema: {
      type: 'array',
      items: { type: 'integer', minimum: 0, maximum: 9 },
      contains: { const: 7 },
      minContains: 2,
      minItems: 2,
    },
    variety: 5,
  },
  'contains alone': { schema: { type: 'array', contains: { type: 'string', minLength: 1 } }, variety: 20 },
  unevaluatedItems: {
    schema: { type: 'array', prefixItems: [{ type: 'integer' }], unevaluatedItems: false },
    variety: 10,
  },
  'allOf of objects': {
    schema: {
      allOf: [
        { type: 'object', properties: { a: { type: 'integer', minimum: 1 } }, required: ['a'] },
        { properties: { a: { maximum: 3 }, b: { type: 'boolean' } }, required: ['b'] },
      ],
    },
    variety: 6,
  },
  'unevaluatedProperties across allOf': {
    schema: {
      type: 'object',
      allOf: [{ properties: { a: { type: 'integer' } } }],
      properties: { b: { type: 'boolean' } },
      unevaluatedProperties: false,
    },
    variety: 10,
  },
  anyOf: {
    schema: {
      anyOf: [
        { type: 'string', maxLength: 2 },
        { type: 'integer', minimum: 10, maximum: 12 },
      ],
    },
    variety: 10,
  },
  'one of required groups': {
    schema: {
      type: 'object',
      properties: { a: { type: 'boolean' }, b: { type: 'boolean' } },
      oneOf: [{ required: ['a'] }, { required: ['b'] }],
    },
    variety: 4,
  },
  'overlapping oneOf': {
    schema: { type: 'integer', minimum: 0, maximum: 30, oneOf: [{ multipleOf: 3 }, { multipleOf: 5 }] },
    variety: 8,
  },
  'not a type': { schema: { type: ['string', 'integer'], not: { type: 'string' } }, variety: 10 },
  'not a value': { schema: { type: 'boolean', not: { const: true } }, variety: 1 },
  conditional: {
    schema: JSON.parse(
      '{"type":"object","properties":{"kind":{"enum":["a","b"]},"n":{"type":"integer"}},"required":["kind"],' +
        '"if":{"properties":{"kind":{"const":"a"}}},"then":{"required":["n"]},"else":{"properties":{"n":false}}}',
    ) as Schema,
    variety: 10,
  },
  'reference into definitions': {
    schema: {
      $schema: draft07,
      definitions: { s: { type: 'string', minLength: 1 } },
      type: 'object',
      properties: { s: { $ref: '#/definitions/s' } },
      required: ['s'],
    },
    variety: 30,
  },
  'anchors and ids': {
    schema: {
      $defs: {
        a: { $anchor: 'here', type: 'integer', minimum: 0, maximum: 9 },
        b: { $id: 'other.json', type: 'boolean' },
      },
      type: 'object',
      properties: { a: { $ref: '#here' }, b: { $ref: 'other.json' } },
      required: ['a', 'b'],
    },
    variety: 12,
  },
  'a tree': {
    schema: {
      $defs: {
        node: {
          type: 'object',
          properties: { v: { type: 'integer' }, kids: { type: 'array', items: { $ref: '#/$defs/node' } } },
          required: ['v'],
          additionalProperties: false,
        },
      },
      $ref: '#/$defs/node',
    },
    variety: 40,
  },
  'recursion through the root': {
    schema: {
      type: 'object',
      properties: { next: { $ref: '#' }, v: { type: 'boolean' } },
      required: ['v'],
      additionalProperties: false,
    },
    variety: 6,
  },
  'two schemas that name each other': {
    schema: {
      $defs: {
        a: { type: 'object', properties: { b: { $ref: '#/$defs/b' } } },
        b: { type: 'object', properties: { a: { $ref: '#/$defs/a' } } },
      },
      $ref: '#/$defs/a',
    },
    variety: 3,
  },
  'recursion that must end in null': {
    schema: {
      $defs: {
        list: {
          anyOf: [
            { type: 'null' },
            {
              type: 'object',
              properties: { head: { type: 'boolean' }, tail: { $ref: '#/$defs/list' } },
              required: ['head', 'tail'],
            },
          ],
        },
      },
      $ref: '#/$defs/list',
    },
    variety: 5,
  },
  'no demand at all': { schema: {}, variety: 20 },
  true: { schema: true, variety: 20 },
};

const strict = (schema: Schema): ((value: unknown) => boolean) => {
  const old = JSON.stringify(schema).includes(draft07);
  const ajv = old ? new Ajv({ strict: false }) : new Ajv2020({ strict: false });
  addFormats(ajv);
  const validate = ajv.compile(schema);
  return (value) => validate(value) === true;
};

describe('values that a schema allows', () => {
  for (const [name, { schema, variety }] of Object.entries(cases))
    for (const temper of ['plain', 'wild'] as const)
      it(`${name} (${temper})`, () => {
        const generator = generatorOf(schema, { temper });
        if (!isGenerator(generator)) throw new Error(generator.impossible);
        const values = fc.sample(generator.arbitrary, { numRuns: 200, seed: 42 });
        const accepts = strict(schema);
        expect(values.filter((value) => !accepts(value))).toEqual([]);
        expect(new Set(values.map(canonical)).size).toBeGreaterThanOrEqual(
          Math.floor(variety * (temper === 'plain' ? 0.5 : 1)),
        );
      });

  it('has a valid text for every format', () => {
    const formats = [
      'date-time',
      'date',
      'time',
      'duration',
      'email',
      'hostname',
      'ipv4',
      'ipv6',
      'uri',
      'uri-reference',
      'uri-template',
      'uuid',
      'json-pointer',
      'relative-json-pointer',
      'regex',
      'byte',
    ];
    for (const format of formats) {
      const generator = generatorOf({ type: 'string', format });
      if (!isGenerator(generator)) throw new Error(generator.impossible);
      const accepts = strict({ type: 'string', format });
      const values = fc.sample(generator.arbitrary, { numRuns: 100, seed: 9 });
      expect(
        values.filter((value) => !accepts(value)),
        format,
      ).toEqual([]);
    }
  });

  it('follows from the seed alone', () => {
    const generator = generatorOf(cases['a tree']?.schema ?? true);
    if (!isGenerator(generator)) throw new Error(generator.impossible);
    const draw = (seed: number): string => JSON.stringify(fc.sample(generator.arbitrary, { numRuns: 20, seed }));
    expect(draw(1)).toBe(draw(1));
    expect(draw(1)).not.toBe(draw(2));
  });

  it('shrinks to the smallest failing value', () => {
    const schema = {
      type: 'object',
      properties: { n: { type: 'integer', minimum: 0, maximum: 1000 }, s: { type: 'string' } },
      required: ['n'],
    };
    const generator = generatorOf(schema, { temper: 'plain' });
    if (!isGenerator(generator)) throw new Error(generator.impossible);
    const run = fc.check(
      fc.property(generator.arbitrary, (value) => ((value as { n: number }).n ?? 0) < 17),
      { seed: 5, numRuns: 500 },
    );
    expect(run.counterexample).toEqual([{ n: 17 }]);
  });
});

describe('schemas for which nothing is sent', () => {
  const refused: Readonly<Record<string, Schema>> = {
    false: false,
    'a remote reference': { $ref: 'https://example.com/schema.json' },
    'an unknown dialect': { $schema: 'https://example.com/my-dialect', type: 'object' },
    'contradicting bounds': { type: 'integer', minimum: 5, maximum: 4 },
    'a required member that may not be': { type: 'object', properties: { a: false }, required: ['a'] },
    'recursion without an end': { type: 'object', properties: { next: { $ref: '#' } }, required: ['next'] },
    'a schema nested without measure': JSON.parse(`${'{"not":'.repeat(200)}true${'}'.repeat(200)}`) as Schema,
  };
  for (const [name, schema] of Object.entries(refused))
    it(name, () => {
      expect(isGenerator(generatorOf(schema))).toBe(false);
    });

  it('ends soon on a schema made to explode', () => {
    const layer = (n: number): Schema =>
      n === 0
        ? { type: 'string' }
        : {
            anyOf: Array.from({ length: 8 }, () => ({
              type: 'object',
              properties: { a: layer(n - 1), b: { type: 'string' } },
            })),
          };
    const generator = generatorOf(layer(4));
    expect(generator).toBeDefined();
  });
});

import rule from '../../../../suites/conformance/tools/schema-valid.check.ts';
import { on } from '../../../../fixtures/faults/on.ts';
import { prove, where } from '../../../kit/prove.ts';

const schema = (inputSchema: object) =>
  on('tools/list', (r) => {
    if (r.nextCursor === undefined) r.tools.at(-1).inputSchema = { type: 'object', ...inputSchema };
  });

prove(rule, {
  faults: {
    'required: true on a property': schema({ properties: { a: { type: 'string', required: true } } }),
    'a type that does not exist': schema({ properties: { a: { type: 'strng' } } }),
    'a reference that leads nowhere': schema({ properties: { a: { $ref: '#/$defs/none' } } }),
    'a list as items, under 2020-12': where(schema({ properties: { a: { type: 'array', items: [{}] } } }), {
      revisions: ['2025-11-25'],
    }),
    'an outputSchema with a wrong keyword': on('tools/list', (r) => {
      r.tools[0].outputSchema = { type: 'object', properties: { a: { minLength: '3' } } };
    }),
    'anyOf with nothing in it': schema({ properties: { a: { anyOf: [] } } }),
  },
  stillGood: {
    'a list as items, under draft-07': schema({
      $schema: 'http://json-schema.org/draft-07/schema#',
      properties: { a: { type: 'array', items: [{}] } },
    }),
    'exclusiveMinimum true, where no dialect is fixed': where(
      schema({ properties: { a: { type: 'number', minimum: 1, exclusiveMinimum: true } } }),
      { revisions: ['2024-11-05', '2025-06-18'] },
    ),
    'a dialect nobody knows': schema({ $schema: 'https://example.com/own', properties: { a: { type: 'any' } } }),
    'properties with the names of keywords': schema({
      properties: {
        type: { type: 'string' },
        required: { type: 'boolean' },
        enum: { type: 'array' },
        $ref: { type: 'string' },
      },
      required: ['type'],
    }),
    'a reference into $defs, and what refers to itself': schema({
      $defs: { node: { type: 'object', properties: { next: { $ref: '#/$defs/node' } } } },
      properties: { a: { $ref: '#/$defs/node' } },
    }),
    'words of its own': schema({ properties: { a: { type: 'string', 'x-order': 1, example: 5, nullable: true } } }),
  },
});

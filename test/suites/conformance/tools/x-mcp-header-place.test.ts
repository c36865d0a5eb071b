import rule from '../../../../suites/conformance/tools/x-mcp-header-place.check.ts';
import { on } from '../../../../fixtures/faults/on.ts';
import { prove } from '../../../kit/prove.ts';

const property = (name: string, schema: object, root: object = {}) =>
  on('tools/list', (r) => {
    for (const tool of r.tools)
      if (tool.name === 'plan_route') {
        Object.assign(tool.inputSchema, root);
        tool.inputSchema.properties[name] = schema;
      }
  });
const mark = { 'x-mcp-header': 'More' };

prove(rule, {
  faults: {
    'on a number': property('more', { type: 'number', ...mark }),
    'on an object': property('more', { type: 'object', ...mark }),
    'inside items': property('more', { type: 'array', items: { type: 'string', ...mark } }),
    'inside anyOf': property('more', { anyOf: [{ type: 'string', ...mark }] }),
    'behind a reference': property('more', { $ref: '#/$defs/more' }, { $defs: { more: { type: 'string', ...mark } } }),
    'a default beyond the safe integers': property('more', {
      type: 'integer',
      default: 2 ** 53 + 2,
      ...mark,
    }),
  },
  stillGood: {
    'a property of that name': property('x-mcp-header', { type: 'number' }),
    'one level down': property('more', { type: 'object', properties: { inner: { type: 'string', ...mark } } }),
    'a type beside null': property('more', { type: ['string', 'null'], ...mark }),
    'an enum without a type': property('more', { enum: ['a', 'b'], ...mark }),
    'in data': property('more', { type: 'object', default: { a: { ...mark, type: 'number' } } }),
    'bounds of a 64-bit integer': property('more', { type: 'integer', maximum: 2 ** 63, ...mark }),
  },
});

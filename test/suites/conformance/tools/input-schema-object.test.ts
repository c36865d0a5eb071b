import rule from '../../../../suites/conformance/tools/input-schema-object.check.ts';
import { on } from '../../../../fixtures/faults/on.ts';
import { prove, where } from '../../../kit/prove.ts';

const first = (change: (tool: { inputSchema?: unknown }) => void) =>
  on('tools/list', (r) => {
    if (r.nextCursor === undefined) change(r.tools.at(-1));
  });

prove(rule, {
  faults: {
    'inputSchema null': first((tool) => {
      tool.inputSchema = null;
    }),
    'inputSchema {}': first((tool) => {
      tool.inputSchema = {};
    }),
    'inputSchema left out': first((tool) => {
      delete tool.inputSchema;
    }),
    'inputSchema true': first((tool) => {
      tool.inputSchema = true;
    }),
    'type array': first((tool) => {
      tool.inputSchema = { type: 'array', items: {} };
    }),
    'a type list': first((tool) => {
      tool.inputSchema = { type: ['object'] };
    }),
    'a boolean as the schema of a property': where(
      first((tool) => {
        tool.inputSchema = { type: 'object', properties: { a: true } };
      }),
      { revisions: ['2024-11-05', '2025-11-25'] },
    ),
  },
  stillGood: {
    'no parameters': first((tool) => {
      tool.inputSchema = { type: 'object', additionalProperties: false };
    }),
    'a boolean as the schema of a property, from 2026-07-28': where(
      first((tool) => {
        tool.inputSchema = { type: 'object', properties: { a: true } };
      }),
      { revisions: ['2026-07-28'] },
    ),
  },
});

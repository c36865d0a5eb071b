import rule from '../../../../suites/conformance/tools/schema-dialect-honoured.check.ts';
import { instead, on } from '../../../../fixtures/faults/on.ts';
import { prove } from '../../../kit/prove.ts';

const refuses = (args: Record<string, unknown>): boolean =>
  (Array.isArray(args.pair) && !Number.isInteger(args.pair[0] ?? 0)) ||
  (args.name !== undefined && typeof args.name !== 'string') ||
  (args.from !== undefined && args.to === undefined) ||
  Object.keys(args).some((key) => !['pair', 'name', 'from', 'to'].includes(key));

const fine = { content: [{ type: 'text', text: 'fine' }] };

const strict = {
  name: 'strict',
  title: 'Strict',
  description: 'Has keywords that older drafts do not know.',
  inputSchema: {
    type: 'object',
    $defs: { short: { type: 'string', maxLength: 9 } },
    properties: {
      pair: { type: 'array', prefixItems: [{ type: 'integer' }] },
      name: { $ref: '#/$defs/short' },
      from: { type: 'string' },
      to: { type: 'string' },
    },
    dependentRequired: { from: ['to'] },
    unevaluatedProperties: false,
  },
  annotations: { readOnlyHint: true },
  // The small checker of the fixture does not know all of 2020-12, so the tool does it itself.
  run: (args: Record<string, unknown>) =>
    refuses(args) ? { content: [{ type: 'text', text: 'invalid' }], isError: true } : fine,
};

/** Nothing may stand behind the two: to older drafts `items: false` says that nothing may stand there at all. */
const closed = {
  name: 'closed',
  title: 'Closed',
  description: 'Takes a pair and no more.',
  inputSchema: {
    type: 'object',
    properties: {
      pair: { type: 'array', prefixItems: [{ type: 'integer' }, { type: 'string' }], items: false },
    },
  },
  annotations: { readOnlyHint: true },
  run: ({ pair }: Record<string, unknown>) =>
    Array.isArray(pair) && typeof (pair[0] ?? 0) !== 'number'
      ? { content: [{ type: 'text', text: 'pair/0 must be an integer' }], isError: true }
      : fine,
};

const older = instead('tools/call', (params, _, next) =>
  params.name === 'closed' && params.arguments?.pair?.length > 0
    ? { result: { content: [{ type: 'text', text: 'pair/0: boolean schema is false' }], isError: true } }
    : next(),
);

const unchecked = (when: (args: Record<string, unknown>) => boolean) =>
  instead('tools/call', (params, _, next) =>
    params.name === 'strict' && when(params.arguments ?? {}) ? { result: fine } : next(),
  );

prove(rule, {
  server: { tools: [strict, closed] },
  faults: {
    'arguments unchecked': unchecked(() => true),
    'prefixItems unknown': unchecked((args) => args.pair !== undefined),
    'dependentRequired unknown': unchecked((args) => args.from !== undefined),
    'unevaluatedProperties unknown': unchecked((args) => args.assayNotInTheSchema !== undefined),
    'a closed tuple, taken for a list of nothing': older,
    'references not followed': unchecked((args) => args.name !== undefined),
  },
  stillGood: {
    'a tool whose schema names draft-07': on('tools/list', (r) => {
      for (const tool of r.tools) tool.inputSchema.$schema = 'http://json-schema.org/draft-07/schema#';
    }),
  },
});

// Correct servers that have tools and nothing else, legal by a sentence of their revision, however odd they look.

import { type Loose, type Shape } from './peer.ts';
import { clock, dice, LEGACY, readOnly, text, type Tool, toolMethods, wrong } from './parts.ts';
import { Refusal } from './peer.ts';

/** Tools only; tells of each error as a result, and of an unknown tool too. */
export const toolsOnly = (revisions: readonly string[]): Shape => ({
  revisions,
  info: { name: 'clock', version: '0' },
  capabilities: { tools: {} },
  beforeHandshake: new Refusal(-32002, 'Server not initialized'),
  methods: toolMethods([clock, dice], undefined, revisions.length > 1),
});

/** 3 s for an answer, one request after the other: as a program without threads does it. */
export const slow: Shape = {
  revisions: LEGACY,
  info: { name: 'slow', version: '1.0' },
  capabilities: { tools: {} },
  serial: true,
  methods: toolMethods([
    {
      definition: {
        name: 'nightly_report',
        description: 'Collects the figures of a day. Takes a few seconds.',
        inputSchema: {
          type: 'object',
          properties: { day: { type: 'string', format: 'date' } },
          additionalProperties: false,
        },
        annotations: readOnly,
      },
      run: async (args) => {
        if (Object.keys(args).some((key) => key !== 'day')) return wrong('unknown argument');
        if (args.day !== undefined && !/^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/.test(args.day))
          return wrong('day must be a date');
        await new Promise((resolve) => setTimeout(resolve, 3000));
        return text('Nothing happened.');
      },
    },
  ]),
};

const address = {
  type: 'object',
  required: ['street', 'country'],
  properties: {
    street: { type: 'string', minLength: 1, maxLength: 80 },
    country: { type: 'string', pattern: '^[A-Z]{2}$' },
  },
  additionalProperties: false,
};

/** Arguments of many kinds, held to the schema to the letter, told as tool errors. */
export const strictArguments = (check: (schema: Loose, value: Loose) => string | undefined): Shape => {
  const definition = {
    name: 'create-shipment.v2',
    title: 'Quote a shipment',
    description:
      'Quotes a shipment. Dates are ISO 8601; never pass a time. Use `express` only if the customer asked for it.',
    inputSchema: {
      $schema: 'https://json-schema.org/draft/2020-12/schema',
      type: 'object',
      $defs: { address },
      required: ['id', 'contact', 'to', 'service', 'weight', 'day'],
      properties: {
        id: { type: 'string', format: 'uuid' },
        contact: { type: 'string', format: 'email' },
        callback: { type: 'string', format: 'uri' },
        to: { $ref: '#/$defs/address' },
        service: { enum: ['standard', 'express', 'überseefracht'] },
        weight: { type: 'number', exclusiveMinimum: 0, maximum: 30, multipleOf: 0.5 },
        day: { type: 'string', format: 'date' },
        tags: { type: 'array', items: { type: 'string', pattern: '^[a-z]+$' }, uniqueItems: true, maxItems: 3 },
        payment: {
          oneOf: [
            {
              type: 'object',
              required: ['invoice'],
              properties: { invoice: { const: true } },
              additionalProperties: false,
            },
            {
              type: 'object',
              required: ['voucher'],
              properties: { voucher: { type: 'string', pattern: '^V-\\d{4}$' } },
              additionalProperties: false,
            },
          ],
        },
      },
      if: { properties: { service: { const: 'express' } }, required: ['service'] },
      // oxlint-disable-next-line unicorn/no-thenable -- a keyword of JSON Schema
      then: { required: ['payment'] },
      additionalProperties: false,
    },
    annotations: { readOnlyHint: true, title: 'Quote' },
  };
  return {
    revisions: LEGACY,
    info: { name: 'shipping', title: 'Shipping', version: '4.5.6' },
    capabilities: { tools: { listChanged: false } },
    methods: toolMethods([
      {
        definition,
        run: (args) => {
          const fault = check(definition.inputSchema, args);
          return fault === undefined
            ? text(`Quote ${args.id}: ${(args.weight * 4.2).toFixed(2)} EUR`)
            : wrong(`Invalid arguments: ${fault}`);
        },
      },
    ]),
  };
};

/** 300 tools of an interface description; three pages. */
export const manyTools: Shape = {
  revisions: LEGACY,
  info: { name: 'many', version: '1.0.0' },
  capabilities: { tools: {} },
  methods: toolMethods(
    Array.from({ length: 300 }, (_, n): Tool => {
      const thing = ['invoice', 'customer', 'order', 'ticket', 'asset', 'invoice line'][n % 6] ?? '';
      const verb = ['List', 'Get', 'Count', 'Find', 'Export'][n % 5] ?? '';
      return {
        definition: {
          name: `${verb.toLowerCase()}_${thing.replace(' ', '_')}_${n}`,
          description: `${verb} ${thing}s of department ${n}.`,
          inputSchema: {
            type: 'object',
            properties: {
              limit: { type: 'integer', minimum: 1, maximum: 100, default: 10 },
              after: { type: 'string', maxLength: 64 },
            },
          },
          annotations: n % 10 === 0 ? readOnly : { destructiveHint: false },
        },
        run: (args) => {
          if (args.limit !== undefined && !(Number.isInteger(args.limit) && args.limit >= 1 && args.limit <= 100))
            return wrong('limit must be from 1 to 100');
          if (args.after !== undefined && (typeof args.after !== 'string' || [...args.after].length > 64))
            return wrong('after must be a text of at most 64 characters');
          return text(`${thing}s: none`);
        },
      };
    }),
    100,
  ),
};

/** The order of keys, blanks and escapes of Python's json.dumps. */
export function pythonic(value: Loose): string {
  if (Array.isArray(value)) return `[${value.map(pythonic).join(', ')}]`;
  if (value !== null && typeof value === 'object')
    return `{${Object.keys(value)
      .sort()
      .filter((key) => value[key] !== undefined)
      .map((key) => `${pythonic(key)}: ${pythonic(value[key])}`)
      .join(', ')}}`;
  return JSON.stringify(value).replaceAll(
    /[\u007f-\uffff]/g,
    (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

const DAY = /^\d{4}-\d{2}-\d{2}$/;
/** Notes that are kept: tools that write, beside tools that read what was written. */
export const notes = (): Shape => {
  const kept = new Map<string, string>();
  return {
    revisions: LEGACY,
    info: { name: 'notes', version: '1.9.0' },
    capabilities: { tools: {}, experimental: {} },
    instructions: 'Keeps notes. Call list_notes before adding one, so that nothing is written twice.',
    methods: toolMethods(
      [
        {
          definition: {
            name: 'add_note',
            description:
              'Add a new note.\n\nIMPORTANT: Always use list_notes first.\n\nArgs:\n    title: the title\n    text: the text\n    day: ISO date (YYYY-MM-DD)\n\nReturns:\n    the number of notes',
            inputSchema: {
              properties: {
                day: { anyOf: [{ type: 'string' }, { type: 'null' }], default: null, title: 'Day' },
                text: { title: 'Text', type: 'string' },
                title: { title: 'Title', type: 'string' },
              },
              required: ['title', 'text'],
              title: 'add_noteArguments',
              type: 'object',
            },
            outputSchema: {
              properties: { result: { title: 'Result', type: 'integer' } },
              required: ['result'],
              title: 'add_noteOutput',
              type: 'object',
            },
          },
          run: ({ title, text: body, day }) => {
            if (
              typeof title !== 'string' ||
              typeof body !== 'string' ||
              !(day === undefined || day === null || typeof day === 'string')
            )
              return wrong('2 validation errors for add_noteArguments\ntitle\n  Field required [type=missing]');
            if (typeof day === 'string' && !DAY.test(day)) return wrong('day: not a date');
            kept.set(title, body);
            return {
              content: [{ type: 'text', text: String(kept.size) }],
              structuredContent: { result: kept.size },
              isError: false,
            };
          },
        },
        {
          definition: {
            name: 'list_notes',
            description: 'List the titles of all notes.',
            inputSchema: { properties: {}, title: 'list_notesArguments', type: 'object' },
            annotations: { readOnlyHint: true },
          },
          run: () => ({ content: [...kept.keys()].map((one) => ({ type: 'text', text: one })), isError: false }),
        },
      ],
      undefined,
      true,
    ),
  };
};

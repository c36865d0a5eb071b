// The JSON Schema of contract files, for editors and for the loader: `assay contract schema` prints it.

import type { JsonObject } from '../kernel/recording.ts';

const text = { type: 'string' };
const texts = { anyOf: [text, { type: 'array', items: text }] };
const closed = (properties: JsonObject, required: readonly string[] = [], description?: string): JsonObject => ({
  type: 'object',
  properties,
  required: [...required],
  additionalProperties: false,
  ...(description === undefined ? {} : { description }),
});
const ref = (name: string): JsonObject => ({ $ref: `#/$defs/${name}` });
const list = (name: string): JsonObject => ({ type: 'array', items: ref(name) });
const count = { type: 'integer', minimum: 0 };
const capture = { type: 'object', additionalProperties: text, description: 'Variable name → JSONPath from the result' };
const LISTS = { enum: ['tools', 'resources', 'prompts'] };

const ceilings = {
  maxBytes: { ...count, description: 'Bytes of the answer at most' },
  maxTokens: { ...count, description: 'Tokens of the answer at most (o200k)' },
  maxMs: { ...count, description: 'Milliseconds at most' },
};

const caseMembers = {
  arguments: { description: 'Arguments of the call, sent as they are; ${variables} are filled in' },
  expect: ref('expectation'),
  capture,
  confirm: { ...text, description: 'What a person must look at; remove the line once it is right' },
};

const valueMatcher = closed({
  equals: {},
  type: { enum: ['string', 'number', 'integer', 'boolean', 'array', 'object', 'null'] },
  contains: {},
  matches: { ...text, format: 'regex' },
  minimum: { type: 'number' },
  maximum: { type: 'number' },
  length: count,
  exists: { type: 'boolean' },
  of: { enum: ['all', 'any', 'first'] },
});

const structured = closed({
  equals: {},
  schema: { type: ['object', 'boolean'], description: 'JSON Schema for structuredContent' },
  paths: { type: 'object', description: 'JSONPath → value or matcher', additionalProperties: {} },
});

const expectation = closed({
  outcome: { enum: ['success', 'tool-error', 'refused', 'protocol-error', 'any'] },
  code: { type: 'integer', description: 'JSON-RPC error code' },
  text: {
    anyOf: [text, closed({ contains: texts, equals: text, matches: { ...text, format: 'regex' }, absent: texts })],
  },
  structured: ref('structured'),
  snapshot: { ...text, description: 'Name of a snapshot of the whole answer' },
  ...ceilings,
  unchanged: { ...list('observation'), description: 'What must read the same before and after' },
});

const observation = {
  anyOf: [
    closed({ call: text, arguments: { type: 'object' } }, ['call']),
    closed({ read: text }, ['read']),
    closed({ list: LISTS }, ['list']),
  ],
};

const named = { name: text };

const step = {
  anyOf: [
    closed({ ...named, call: text, ...caseMembers }, ['call']),
    closed({ ...named, read: text, expect: ref('expectation'), capture }, ['read']),
    closed(
      { ...named, list: LISTS, includes: { type: 'array', items: text }, excludes: { type: 'array', items: text } },
      ['list'],
    ),
    closed(
      {
        ...named,
        walk: { ...text, description: 'A tool that pages: called until it gives no cursor' },
        arguments: { type: 'object' },
        items: { ...text, description: 'JSONPath of the items of a page' },
        cursor: { ...text, description: 'JSONPath of the next cursor' },
        cursorArgument: { ...text, description: 'Argument that takes it (cursor)' },
        id: { ...text, description: 'JSONPath from an item to what tells it apart' },
        during: { ...list('step'), description: 'Steps made after the first page: changes while it is walked' },
      },
      ['walk', 'items', 'cursor'],
    ),
    closed({ ...named, notified: text, withinMs: count }, ['notified']),
  ],
};

const toolContract = closed({
  before: list('step'),
  valid: list('case'),
  malformed: list('case'),
  oversized: list('case'),
  errors: list('case'),
  annotations: closed({ arguments: { type: 'object' }, observe: list('observation') }, ['observe']),
});

export const CONTRACT_SCHEMA: JsonObject = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  $id: 'urn:assay:contract:1',
  title: 'Assay contract',
  description: 'What the tools of an MCP server must do',
  ...closed(
    {
      $schema: text,
      format: { const: 'assay-contract/1' },
      variables: { type: 'object', description: 'Values for ${name}; ${env:NAME} comes from the environment' },
      ceilings: closed(ceilings),
      tools: { type: 'object', additionalProperties: ref('toolContract') },
      sequences: list('sequence'),
    },
    ['format'],
  ),
  $defs: {
    case: closed({ ...named, ...caseMembers }, ['name']),
    expectation,
    observation,
    structured,
    step,
    toolContract,
    valueMatcher,
    sequence: closed(
      { ...named, steps: list('step'), budget: closed({ bytes: count, tokens: count }), confirm: text },
      ['name', 'steps'],
    ),
  },
};

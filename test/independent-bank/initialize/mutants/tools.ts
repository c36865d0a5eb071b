// Tools: their definitions, calls and results.

import { dict, Refusal, type Handler } from '../server.ts';
import type { Mutant } from '../mutant.ts';
import {
  type Plant,
  mutant,
  FULL,
  HTTP,
  FULL_HTTP,
  instead,
  tool,
  returns,
  defines,
  both,
  undeclared,
} from './plant.ts';
import { text, more, schemaOf, unchecked, changesQuietly, changesOnCall, unlisted, failed } from './tricks.ts';

export const tools: readonly Mutant[] = [
  mutant('tools.capability-declared', 'not declared', undeclared('tools')),
  mutant('tools.capability-declared', 'not declared', undeclared('tools'), HTTP),
  mutant(
    'tools.list-changed-sent',
    'changes by itself, silently',
    both((server) => void (server.capabilities['tools'] = { listChanged: true }), changesQuietly('tools')),
  ),
  mutant('tools.list-changed-sent', 'a call changes it, silently', changesOnCall('tools'), FULL),
  mutant('tools.list-changed-only-declared', 'sent after start', unlisted('tools')),
  mutant('tools.list-changed-only-declared', 'sent after start', unlisted('tools'), FULL_HTTP),
  mutant('tools.name-length', '129 letters', more({ name: 'x'.repeat(129) })),
  mutant('tools.name-charset', 'ns/search', more({ name: 'ns/search' })),
  mutant('tools.name-no-special', 'a space', more({ name: 'get weather' })),
  mutant(
    'tools.name-unique',
    'twice',
    more({ name: 'add', inputSchema: { type: 'object', properties: { z: { type: 'string' } } } }),
  ),
  mutant('tools.name-unique-older', 'twice', more({ name: 'add' }), { newest: '2025-06-18' }),
  mutant('tools.name-case-sensitive', 'any case', (server) => {
    server.before = (message) => {
      const params = dict(message['params']);
      if (message['method'] === 'tools/call' && typeof params['name'] === 'string')
        params['name'] = params['name'].toLowerCase();
      return true;
    };
  }),
  mutant('tools.input-schema-object', '{}', more({ name: 'plain', inputSchema: {} })),
  mutant('tools.input-schema-object', 'null', more({ name: 'plain', inputSchema: null })),
  mutant(
    'tools.input-schema-valid-dialect',
    'required: true',
    schemaOf((schema) => {
      schema.properties.a.required = true;
    }),
  ),
  mutant(
    'tools.input-schema-is-json-schema',
    'strng',
    schemaOf((schema) => {
      schema.properties.a.type = 'strng';
    }),
    { newest: '2025-06-18' },
  ),
  mutant('tools.schema-dialect-recommended', 'draft-07', (server) => {
    for (const one of server.tools) one['inputSchema'].$schema = 'http://json-schema.org/draft-07/schema#';
  }),
  mutant(
    'tools.supports-2020-12',
    'prefixItems not understood',
    both(
      more({
        name: 'pairs',
        inputSchema: {
          type: 'object',
          properties: { pair: { type: 'array', prefixItems: [{ type: 'string' }, { type: 'number' }] } },
          required: ['pair'],
        },
      }),
      tool(
        'pairs',
        () =>
          ({ pair }) =>
            Array.isArray(pair) ? text('ok') : failed('pair'),
      ),
      loose('pairs'),
    ),
  ),
  mutant(
    'tools.validates-by-declared-dialect',
    'prefixItems unknown to the engine',
    both(
      more({
        name: 'pairs',
        inputSchema: {
          $schema: 'https://json-schema.org/draft/2020-12/schema',
          type: 'object',
          properties: { pair: { type: 'array', prefixItems: [{ type: 'string' }, { type: 'number' }] } },
          required: ['pair'],
        },
      }),
      tool(
        'pairs',
        () =>
          ({ pair }) =>
            Array.isArray(pair) ? text('ok') : failed('pair'),
      ),
      loose('pairs'),
    ),
  ),
  mutant(
    'tools.arguments-optional',
    'dies without arguments',
    both(
      more({ name: 'plain' }),
      instead('tools/call', (right) => (params, work) => {
        if (params['arguments'] === undefined) throw new Error('undefined');
        return right(params, work);
      }),
    ),
  ),
  mutant(
    'tools.unknown-tool-protocol-error',
    'isError',
    instead(
      'tools/call',
      (right, server) => (params, work) =>
        server.tools.some(({ name }) => name === params['name']) ? right(params, work) : failed('unknown tool'),
    ),
  ),
  mutant(
    'tools.unknown-tool-code',
    '-32601',
    instead('tools/call', (right, server) => (params, work) => {
      if (!server.tools.some(({ name }) => name === params['name'])) throw new Refusal(-32601, 'unknown tool');
      return right(params, work);
    }),
    HTTP,
  ),
  mutant(
    'tools.malformed-call-protocol-error',
    'isError for a missing name',
    instead(
      'tools/call',
      (right) => (params, work) => (params['name'] === undefined ? failed('no name') : right(params, work)),
    ),
  ),
  mutant(
    'tools.execution-error-in-result',
    '-32603',
    tool('broken', () => () => {
      throw new Error('shelf');
    }),
    FULL,
  ),
  mutant(
    'tools.execution-error-in-result',
    '-32603 for a bad number',
    both(
      unchecked,
      tool('add', () => ({ a, b }) => {
        if (typeof a !== 'number' || typeof b !== 'number') throw new Error('NaN');
        return text(String(a + b));
      }),
    ),
  ),
  mutant(
    'tools.invalid-arguments-as-result',
    '-32602',
    instead('tools/call', (right) => async (params, work) => {
      const result = await right(params, work);
      if (result?.isError === true) throw new Refusal(-32602, 'Invalid arguments');
      return result;
    }),
  ),
  mutant(
    'tools.inputs-validated',
    'b is not looked at',
    both(
      unchecked,
      tool(
        'add',
        () =>
          ({ a, b }) =>
            typeof a === 'number' ? text(String(a + b)) : failed('a'),
      ),
    ),
  ),
  mutant('tools.inputs-validated', 'nothing is looked at', unchecked),
  mutant('tools.inputs-validated', 'nothing is looked at', unchecked, HTTP),
  mutant(
    'tools.inputs-validated',
    'types are not looked at',
    both(
      unchecked,
      tool(
        'add',
        () =>
          ({ a, b }) =>
            a === undefined || b === undefined ? failed('missing') : text(String(a + b)),
      ),
    ),
  ),
  mutant(
    'tools.inputs-validated',
    'what is required is not looked at',
    both(
      unchecked,
      tool(
        'add',
        () =>
          ({ a = 0, b = 0 }) =>
            typeof a === 'number' && typeof b === 'number' ? text(String(a + b)) : failed('no'),
      ),
    ),
  ),
  mutant(
    'tools.structured-conforms',
    'text alone',
    returns('add', (result) => void delete result.structuredContent),
    FULL,
  ),
  mutant(
    'tools.structured-conforms',
    'a member is missing',
    returns('add', (result) => void delete result.structuredContent?.sum),
    FULL,
  ),
  mutant(
    'tools.structured-conforms',
    'text alone, in a small server',
    defines('add', (one) => {
      one['outputSchema'] = { type: 'object', properties: { sum: { type: 'number' } }, required: ['sum'] };
    }),
  ),
  mutant(
    'tools.structured-text-copy',
    'no text',
    returns('add', (result) => void (result.content = [])),
    FULL,
  ),
  mutant(
    'tools.embedded-resource-capability',
    'no resources capability',
    tool('add', () => () => ({
      content: [{ type: 'resource', resource: { uri: 'shop://x', text: 'x' } }],
    })),
  ),
  mutant(
    'tools.resource-link-fetchable',
    'a link to nowhere',
    returns('gallery', (result) => {
      for (const block of result.content) if (block.type === 'resource_link') block.uri = 'shop://nowhere';
    }),
    FULL,
  ),
  mutant(
    'tools.embedded-resource-refetchable',
    'a made-up uri',
    returns('gallery', (result) => {
      for (const block of result.content) if (block.type === 'resource') block.resource.uri = 'shop://nowhere';
    }),
    { shape: 'full', newest: '2025-03-26' },
  ),
  mutant(
    'tools.list-stable-callable',
    'a tool nobody knows',
    both(
      more({ name: 'ghost' }),
      instead('tools/call', (right) => (params, work) => {
        if (params['name'] === 'ghost') throw new Refusal(-32602, 'Unknown tool: ghost');
        return right(params, work);
      }),
    ),
  ),
  mutant(
    'tools.list-stable-callable',
    'a tool nobody knows, not read-only',
    both(
      more({ name: 'ghost', annotations: {} }),
      instead('tools/call', (right) => (params, work) => {
        if (params['name'] === 'ghost') throw new Refusal(-32602, 'Unknown tool: ghost');
        return right(params, work);
      }),
    ),
    { options: { allow: ['ghost'] } },
  ),
];

function loose(name: string): Plant {
  return instead(
    'tools/call',
    (right, server) => (params, work) =>
      params['name'] === name ? (server.calls[name] as Handler)(dict(params['arguments']), work) : right(params, work),
  );
}

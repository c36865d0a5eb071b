// Parts of valid messages in each revision, with optional members filled.

import type { Revision } from '../../../suites/kernel/revision.ts';

export const annotations = (revision: Revision) => ({
  audience: ['user', 'assistant'],
  priority: 0.5,
  ...(revision >= '2025-06-18' ? { lastModified: '2025-01-12T15:00:58Z' } : {}),
});
export const meta = (revision: Revision) => (revision >= '2025-06-18' ? { _meta: { 'com.example/x': 1 } } : {});
export const title = (revision: Revision) => (revision >= '2025-06-18' ? { title: 'A title' } : {});
export const icons = (revision: Revision) =>
  revision >= '2025-11-25'
    ? { icons: [{ src: 'https://example.com/i.png', mimeType: 'image/png', sizes: ['48x48'], theme: 'light' }] }
    : {};

export function contents(revision: Revision): readonly unknown[] {
  return [
    { uri: 'file:///a.txt', mimeType: 'text/plain', text: 'x', ...meta(revision) },
    { uri: 'file:///a.bin', blob: 'AAAA' },
  ];
}

export function blocks(revision: Revision): readonly unknown[] {
  const more = { annotations: annotations(revision), ...meta(revision) };
  return [
    { type: 'text', text: 'hello', ...more },
    { type: 'image', data: 'AAAA', mimeType: 'image/png', ...more },
    ...(revision >= '2025-03-26' ? [{ type: 'audio', data: 'AAAA', mimeType: 'audio/wav', ...more }] : []),
    ...(revision >= '2025-06-18' ? [{ ...resource(revision), type: 'resource_link' }] : []),
    ...contents(revision).map((part) => ({ type: 'resource', resource: part, ...more })),
  ];
}

export const resource = (revision: Revision) => ({
  uri: 'file:///a.txt',
  name: 'a',
  description: 'd',
  mimeType: 'text/plain',
  size: 4,
  annotations: annotations(revision),
  ...title(revision),
  ...meta(revision),
  ...icons(revision),
});

const toolSchema = { type: 'object', properties: { a: { type: 'string' } }, required: ['a'] };

export const tool = (revision: Revision) => ({
  name: 'echo',
  description: 'd',
  inputSchema: {
    ...toolSchema,
    ...(revision >= '2025-11-25' ? { $schema: 'https://json-schema.org/draft/2020-12/schema' } : {}),
  },
  ...(revision >= '2025-03-26'
    ? {
        annotations: {
          title: 't',
          readOnlyHint: true,
          destructiveHint: false,
          idempotentHint: true,
          openWorldHint: false,
        },
      }
    : {}),
  ...(revision >= '2025-06-18' ? { outputSchema: toolSchema } : {}),
  ...(revision === '2025-11-25' ? { execution: { taskSupport: 'optional' } } : {}),
  ...title(revision),
  ...meta(revision),
  ...icons(revision),
});

export const implementation = (revision: Revision) => ({
  name: 'n',
  version: '1',
  ...title(revision),
  ...icons(revision),
  ...(revision >= '2025-11-25' ? { description: 'd', websiteUrl: 'https://example.com/' } : {}),
});

export const serverCapabilities = (revision: Revision) => ({
  experimental: { x: {} },
  logging: {},
  prompts: { listChanged: true },
  resources: { subscribe: true, listChanged: true },
  tools: { listChanged: true },
  ...(revision >= '2025-03-26' ? { completions: {} } : {}),
  ...(revision === '2025-11-25' ? { tasks: { list: {}, cancel: {}, requests: { tools: { call: {} } } } } : {}),
  ...(revision >= '2026-07-28' ? { extensions: { 'io.modelcontextprotocol/tasks': {} } } : {}),
});

export const clientCapabilities = (revision: Revision) => ({
  experimental: { x: {} },
  roots: revision >= '2026-07-28' ? {} : { listChanged: true },
  sampling: revision >= '2025-11-25' ? { context: {}, tools: {} } : {},
  ...(revision >= '2025-06-18' ? { elicitation: revision >= '2025-11-25' ? { form: {}, url: {} } : {} } : {}),
  ...(revision === '2025-11-25'
    ? {
        tasks: {
          list: {},
          cancel: {},
          requests: { sampling: { createMessage: {} }, elicitation: { create: {} } },
        },
      }
    : {}),
  ...(revision >= '2026-07-28' ? { extensions: { 'io.modelcontextprotocol/tasks': {} } } : {}),
});

export const sampling = (revision: Revision) => ({
  messages: [
    { role: 'user', content: { type: 'text', text: 'x' }, ...(revision >= '2025-11-25' ? { _meta: {} } : {}) },
    { role: 'assistant', content: { type: 'image', data: 'AAAA', mimeType: 'image/png' } },
    ...(revision >= '2025-11-25'
      ? [
          { role: 'assistant', content: [{ type: 'tool_use', id: '1', name: 'n', input: { a: 1 }, _meta: {} }] },
          {
            role: 'user',
            content: [
              {
                type: 'tool_result',
                toolUseId: '1',
                content: [{ type: 'text', text: 'x' }],
                structuredContent: { a: 1 },
                isError: false,
                _meta: {},
              },
            ],
          },
        ]
      : []),
  ],
  modelPreferences: { hints: [{ name: 'm' }], costPriority: 0.1, speedPriority: 0.2, intelligencePriority: 1 },
  systemPrompt: 's',
  includeContext: 'thisServer',
  temperature: 0.5,
  maxTokens: 10,
  stopSequences: ['.'],
  metadata: { a: 1 },
  ...(revision >= '2025-11-25' ? { tools: [tool(revision)], toolChoice: { mode: 'auto' } } : {}),
  ...(revision === '2025-11-25' ? { task: { ttl: 1 } } : {}),
});

const described = { title: 't', description: 'd' };

function properties(revision: Revision): Readonly<Record<string, unknown>> {
  const old = {
    text: { ...described, type: 'string', minLength: 1, maxLength: 9, format: 'email' },
    number: { ...described, type: 'integer', minimum: 1, maximum: 9 },
    flag: { ...described, type: 'boolean', default: true },
    choice: { ...described, type: 'string', enum: ['a', 'b'], enumNames: ['A', 'B'] },
  };
  if (revision < '2025-11-25') return old;
  const titled = [{ const: 'a', title: 'A' }];
  return {
    ...old,
    text: { ...old.text, default: 'x' },
    number: { ...old.number, default: 1 },
    one: { ...described, type: 'string', oneOf: titled, default: 'a' },
    many: {
      ...described,
      type: 'array',
      items: { type: 'string', enum: ['a'] },
      minItems: 0,
      maxItems: 1,
      default: ['a'],
    },
    manyTitled: { ...described, type: 'array', items: { anyOf: titled }, minItems: 0, maxItems: 1, default: ['a'] },
  };
}

export const form = (revision: Revision) => ({
  message: 'm',
  requestedSchema: { type: 'object', properties: properties(revision), required: ['text'] },
  ...(revision >= '2025-11-25' ? { mode: 'form' } : {}),
});
export const link = (revision: Revision) => ({
  mode: 'url',
  message: 'm',
  url: 'https://example.com/',
  ...(revision === '2025-11-25' ? { elicitationId: 'e' } : {}),
});
export const elicited = (revision: Revision) => ({
  action: 'accept',
  content: { a: 'x', b: 1, c: true, ...(revision >= '2025-11-25' ? { d: ['x'] } : {}) },
});
export const sampled = { role: 'assistant', content: { type: 'text', text: 'x' }, model: 'm', stopReason: 'endTurn' };
export const roots = (revision: Revision) => ({ roots: [{ uri: 'file:///', name: 'r', ...meta(revision) }] });

export const task = {
  taskId: 't',
  status: 'working',
  statusMessage: 's',
  createdAt: '2025-11-25T10:30:00Z',
  lastUpdatedAt: '2025-11-25T10:40:00Z',
  ttl: 60000,
  pollInterval: 5000,
};

export function params(revision: Revision): Readonly<Record<string, unknown>> {
  if (revision < '2026-07-28') return { _meta: { progressToken: 1 } };
  return {
    _meta: {
      progressToken: 'p',
      'io.modelcontextprotocol/protocolVersion': revision,
      'io.modelcontextprotocol/clientInfo': implementation(revision),
      'io.modelcontextprotocol/clientCapabilities': clientCapabilities(revision),
      'io.modelcontextprotocol/logLevel': 'info',
    },
  };
}

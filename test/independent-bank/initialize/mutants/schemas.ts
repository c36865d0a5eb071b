// Shapes of messages.

import { type Loose } from '../server.ts';
import type { Mutant } from '../mutant.ts';
import {
  type Plant,
  mutant,
  FULL,
  HTTP,
  FULL_HTTP,
  after,
  instead,
  tool,
  returns,
  defines,
  replies,
  errors,
  says,
  onceReady,
  notice,
} from './plant.ts';
import { urlRequired } from './tricks.ts';

const gallery = (type: string, change: (block: Loose) => void): Plant =>
  returns('gallery', (result) => {
    for (const block of result.content) if (block.type === type) change(block);
  });
const cancels = (params: Loose): Plant =>
  tool('today', (right) => (args, work) => {
    work.notify('notifications/cancelled', typeof params === 'function' ? params(work) : params);
    return right(args, work);
  });
export const schemas: readonly Mutant[] = [
  mutant(
    'schema.initialize-result',
    'capabilities as an array',
    after('initialize', (result) => void (result.capabilities = ['tools'])),
  ),
  mutant('schema.implementation', 'version 1', (server) => void (server.info['version'] = 1)),
  mutant('schema.implementation', 'version 1', (server) => void (server.info['version'] = 1), HTTP),
  mutant('schema.server-capabilities', 'tools: true', (server) => void (server.capabilities['tools'] = true)),
  mutant('schema.server-capabilities', 'tools: true', (server) => void (server.capabilities['tools'] = true), HTTP),
  mutant(
    'schema.error-response',
    'no id',
    errors((error, reply) => {
      if (error.code === -32601) delete reply.id;
    }),
    { newest: '2025-06-18' },
  ),
  mutant(
    'schema.error-response',
    'no id',
    errors((error, reply) => {
      if (error.code === -32601) delete reply.id;
    }),
    { newest: '2025-06-18', over: 'http' },
  ),
  mutant(
    'schema.error-response-2025-11',
    'id {}',
    errors((error, reply) => {
      if (error.code === -32601) reply.id = {};
    }),
  ),
  mutant(
    'schema.error-response-2025-11',
    'id {}',
    errors((error, reply) => {
      if (error.code === -32601) reply.id = {};
    }),
    HTTP,
  ),
  mutant(
    'schema.result-object',
    'true',
    after('logging/setLevel', () => true),
    FULL,
  ),
  mutant(
    'schema.result-object',
    'ping true',
    after('ping', () => true),
  ),
  mutant(
    'schema.empty-results',
    'success: true',
    after('resources/subscribe', () => ({ success: true })),
    FULL,
  ),
  mutant(
    'schema.list-tools-result',
    'nextCursor null',
    after('tools/list', (result) => void (result.nextCursor ??= null)),
  ),
  mutant(
    'schema.tool',
    'readOnlyHint as text',
    defines('store_note', (one) => void (one['annotations'] = { readOnlyHint: 'true' })),
  ),
  mutant('schema.tool', 'readOnlyHint as text, everywhere', (server) => {
    for (const one of server.tools) one['annotations'] = { readOnlyHint: 'true' };
  }),
  mutant(
    'schema.call-tool-result',
    'no content',
    returns('add', (result) => void delete result.content),
    FULL,
  ),
  mutant(
    'schema.call-tool-result',
    'no content',
    returns('add', (result) => void delete result.content),
  ),
  mutant(
    'schema.content-kinds',
    'json',
    returns('add', (result) => void (result.content = [{ type: 'json', json: {} }])),
  ),
  mutant(
    'schema.content-text',
    'an object',
    returns('add', (result) => void (result.content[0].text = { sum: 1 })),
    HTTP,
  ),
  mutant(
    'schema.content-text',
    'an object in a prompt',
    after('prompts/get', (result) => {
      if (result.messages[0].content.type === 'text') result.messages[0].content.text = {};
    }),
    FULL,
  ),
  mutant(
    'schema.content-image',
    'a URL',
    gallery('image', (block) => void (block.data = 'https://shop.example/a.png')),
    FULL,
  ),
  mutant(
    'schema.content-audio',
    'no mimeType',
    gallery('audio', (block) => void delete block.mimeType),
    FULL,
  ),
  mutant(
    'schema.content-embedded-resource',
    'no wrapper',
    gallery('resource', (block) => {
      Object.assign(block, block.resource);
      delete block.resource;
    }),
    FULL,
  ),
  mutant(
    'schema.content-resource-link',
    'no name',
    gallery('resource_link', (block) => void delete block.name),
    FULL,
  ),
  mutant(
    'schema.annotations',
    'priority 5',
    gallery('image', (block) => void (block.annotations.priority = 5)),
    FULL,
  ),
  mutant(
    'schema.annotations',
    'priority 5 of a resource',
    (server) => void ((server.resources[1] as Loose).annotations.priority = 5),
    FULL,
  ),
  mutant(
    'schema.icon',
    'sizes as text',
    defines('add', (one) => void (one['icons'] = [{ src: 'https://shop.example/i.png', sizes: '48x48' }])),
  ),
  mutant('schema.list-resources-result', 'no name', (server) => void delete (server.resources[0] as Loose).name, FULL),
  mutant(
    'schema.list-resource-templates-result',
    'templates',
    after('resources/templates/list', (result) => {
      result.templates = result.resourceTemplates;
      delete result.resourceTemplates;
    }),
    FULL,
  ),
  mutant(
    'schema.read-resource-result',
    'content',
    after('resources/read', (result) => {
      result.content = result.contents;
      delete result.contents;
    }),
    FULL,
  ),
  mutant(
    'schema.list-prompts-result',
    'required as text',
    (server) => void ((server.prompts[0] as Loose).arguments[0].required = 'true'),
    FULL,
  ),
  mutant(
    'schema.get-prompt-result',
    'role system',
    after('prompts/get', (result) => void (result.messages[0].role = 'system')),
    FULL,
  ),
  mutant(
    'schema.get-prompt-result',
    'content as an array',
    after('prompts/get', (result) => void (result.messages[0].content = [result.messages[0].content])),
    FULL,
  ),
  mutant(
    'schema.complete-result',
    'values outside',
    after('completion/complete', (result) => result.completion),
    FULL,
  ),
  mutant(
    'schema.log-notification',
    'warn',
    says('notifications/message', (params) => {
      if (params.level === 'warning') params.level = 'warn';
    }),
    FULL,
  ),
  mutant(
    'schema.progress-notification',
    '50%',
    says('notifications/progress', (params) => void (params.progress = '50%')),
    FULL,
  ),
  mutant('schema.cancelled-notification', 'id', cancels({ id: 1 }), FULL),
  mutant(
    'schema.resource-updated-notification',
    'no uri',
    onceReady((connection) => connection.say(notice('notifications/resources/updated', {}))),
    FULL,
  ),
  mutant(
    'schema.list-changed-notifications',
    'listChanged',
    onceReady((connection) => connection.say(notice('notifications/tools/listChanged'))),
  ),
  mutant(
    'schema.server-ping-request',
    'as a notification',
    onceReady((connection) => connection.say(notice('ping'))),
  ),
  mutant(
    'schema.create-message-request',
    'no maxTokens',
    says('sampling/createMessage', (params) => void delete params.maxTokens),
    FULL,
  ),
  mutant(
    'schema.create-message-request',
    'no maxTokens',
    says('sampling/createMessage', (params) => void delete params.maxTokens),
    FULL_HTTP,
  ),
  mutant(
    'schema.list-roots-request',
    'as a notification',
    says('roots/list', (_params, message) => void delete message['id']),
    FULL,
  ),
  mutant(
    'schema.elicit-request',
    'no properties',
    says('elicitation/create', (params) => void delete params.requestedSchema.properties),
    { shape: 'full', newest: '2025-06-18' },
  ),
  mutant(
    'schema.elicit-request-2025-11',
    'mode link',
    says('elicitation/create', (params) => {
      if (params.mode === 'url') params.mode = 'link';
    }),
    FULL,
  ),
  mutant(
    'schema.elicitation-complete-notification',
    'id',
    says('notifications/elicitation/complete', (params) => {
      params.id = params.elicitationId;
      delete params.elicitationId;
    }),
    FULL,
  ),
  mutant(
    'schema.url-elicitation-required-error',
    'a bare array',
    urlRequired([{ mode: 'url', elicitationId: 'e1', url: 'https://shop.example/x', message: 'Go there' }]),
    FULL,
  ),
  mutant(
    'schema.elicitation-id-unique',
    'the name of the tool',
    says('elicitation/create', (params) => {
      if (params.mode === 'url') params.elicitationId = 'link_account';
    }),
    FULL,
  ),
  mutant(
    'schema.create-task-result',
    'members outside',
    replies((reply, asked) => {
      if (asked['method'] === 'tools/call' && reply.result?.task !== undefined) reply.result = reply.result.task;
    }),
    FULL,
  ),
  mutant(
    'schema.task-results',
    'nested',
    after('tasks/get', (result) => ({ task: result })),
    FULL,
  ),
  mutant(
    'schema.task-status-notification',
    'two members alone',
    instead('tasks/get', (right) => (params, work) => {
      work.notify('notifications/tasks/status', { taskId: params['taskId'], status: 'working' });
      return right(params, work);
    }),
    FULL,
  ),
  mutant(
    'cancellation.only-own-inflight',
    'the id of the client',
    cancels((work: Loose) => ({ requestId: work.id })),
    FULL,
  ),
  mutant('cancellation.request-id-present', 'no requestId', cancels({ reason: 'why not' }), FULL),
];

// One valid message of every type a revision has, with optional members filled: what near-misses are made from.

import type { Revision } from '../../../suites/kernel/revision.ts';
import type { Context } from '../../../suites/schema/violations.ts';
import {
  annotations,
  meta,
  title,
  icons,
  contents,
  blocks,
  resource,
  tool,
  implementation,
  serverCapabilities,
  clientCapabilities,
  sampling,
  form,
  link,
  elicited,
  sampled,
  roots,
  task,
  params,
} from './example-parts.ts';

export interface Example {
  readonly title: string;
  readonly message: Readonly<Record<string, unknown>>;
  readonly context: Context;
}

const request = (from: Context['from'], method: string, given: unknown): Example => ({
  title: `${from} ${method}`,
  message: { jsonrpc: '2.0', id: 1, method, params: given },
  context: { from },
});
const notification = (from: Context['from'], method: string, given: unknown): Example => ({
  title: `${from} ${method}`,
  message: { jsonrpc: '2.0', method, params: given },
  context: { from },
});
const result = (from: Context['from'], method: string, given: unknown, note = ''): Example => ({
  title: `${from} result of ${method}${note}`,
  message: { jsonrpc: '2.0', id: 'x', result: given },
  context: { from, method },
});

/** Every example of a revision. */
export function examples(revision: Revision): readonly Example[] {
  const late = revision >= '2026-07-28';
  return [
    ...clientRequests(revision),
    ...serverNotifications(revision),
    ...serverResults(revision),
    ...(late ? lateMessages(revision) : earlyMessages(revision)),
    {
      title: 'error',
      message: { jsonrpc: '2.0', id: 1, error: { code: -32601, message: 'm', data: { a: 1 } } },
      context: { from: 'server' },
    },
  ];
}

function clientRequests(revision: Revision): readonly Example[] {
  const withParams = (more: Readonly<Record<string, unknown>>) => ({ ...params(revision), ...more });
  const late = revision >= '2026-07-28';
  const retry = late
    ? { requestState: 's', inputResponses: { a: sampled, b: roots(revision), c: elicited(revision) } }
    : {};
  const call = { name: 'echo', arguments: { a: null }, ...(revision === '2025-11-25' ? { task: { ttl: 1 } } : {}) };
  const context = revision >= '2025-06-18' ? { context: { arguments: { b: 'c' } } } : {};
  return [
    request('client', 'tools/list', withParams({ cursor: 'c' })),
    request('client', 'prompts/list', withParams({ cursor: 'c' })),
    request('client', 'resources/list', withParams({ cursor: 'c' })),
    request('client', 'resources/templates/list', withParams({ cursor: 'c' })),
    request('client', 'resources/read', withParams({ uri: 'file:///a', ...retry })),
    request('client', 'prompts/get', withParams({ name: 'p', arguments: { a: 'b' }, ...retry })),
    request('client', 'tools/call', withParams({ ...call, ...retry })),
    request(
      'client',
      'completion/complete',
      withParams({
        ref: { type: 'ref/prompt', name: 'p', ...title(revision) },
        argument: { name: 'a', value: '' },
        ...context,
      }),
    ),
    request(
      'client',
      'completion/complete',
      withParams({ ref: { type: 'ref/resource', uri: 'file:///{a}' }, argument: { name: 'a', value: '' } }),
    ),
    notification('client', 'notifications/cancelled', { requestId: 1, reason: 'r', _meta: {} }),
  ];
}

function serverNotifications(revision: Revision): readonly Example[] {
  const message = revision >= '2025-03-26' ? { message: 'm' } : {};
  return [
    notification('server', 'notifications/cancelled', { requestId: 'a', reason: 'r' }),
    notification('server', 'notifications/progress', { progressToken: 1, progress: 0.5, total: 1, ...message }),
    notification('server', 'notifications/message', { level: 'info', logger: 'l', data: null, _meta: {} }),
    notification('server', 'notifications/resources/updated', { uri: 'file:///a' }),
    notification('server', 'notifications/resources/list_changed', { _meta: { a: 1 } }),
    notification('server', 'notifications/tools/list_changed', {}),
    notification('server', 'notifications/prompts/list_changed', {}),
  ];
}

function serverResults(revision: Revision): readonly Example[] {
  const late = revision >= '2026-07-28';
  const plain = {
    _meta: late ? { 'io.modelcontextprotocol/serverInfo': implementation(revision) } : { a: 1 },
    ...(late ? { resultType: 'complete' } : {}),
  };
  const page = { ...plain, nextCursor: 'n', ...(late ? { ttlMs: 0, cacheScope: 'public' } : {}) };
  const cached = late ? { ttlMs: 5, cacheScope: 'private' } : {};
  const prompt = {
    name: 'p',
    description: 'd',
    arguments: [{ name: 'a', description: 'd', required: true, ...title(revision) }],
    ...title(revision),
    ...meta(revision),
    ...icons(revision),
  };
  const template = {
    uriTemplate: 'file:///{a}',
    name: 't',
    description: 'd',
    mimeType: 'text/plain',
    annotations: annotations(revision),
    ...title(revision),
    ...meta(revision),
    ...icons(revision),
  };
  return [
    result('server', 'tools/list', {
      ...page,
      tools: [tool(revision), { name: 'b', inputSchema: { type: 'object' } }],
    }),
    result('server', 'prompts/list', { ...page, prompts: [prompt, { name: 'b' }] }),
    result('server', 'resources/list', { ...page, resources: [resource(revision), { uri: 'a:b', name: 'b' }] }),
    result('server', 'resources/templates/list', { ...page, resourceTemplates: [template] }),
    result('server', 'resources/read', { ...plain, ...cached, contents: contents(revision) }),
    result('server', 'prompts/get', {
      ...plain,
      description: 'd',
      messages: blocks(revision).map((content) => ({ role: 'user', content })),
    }),
    result('server', 'tools/call', {
      ...plain,
      content: blocks(revision),
      isError: false,
      ...(revision >= '2025-06-18' ? { structuredContent: { a: 1 } } : {}),
    }),
    result('server', 'completion/complete', { ...plain, completion: { values: ['a'], total: 1, hasMore: false } }),
  ];
}

function earlyMessages(revision: Revision): readonly Example[] {
  const plainResult = { _meta: { a: 1 } };
  const base: readonly Example[] = [
    request('client', 'ping', params(revision)),
    request('client', 'initialize', {
      protocolVersion: revision,
      capabilities: clientCapabilities(revision),
      clientInfo: implementation(revision),
    }),
    request('client', 'resources/subscribe', { uri: 'file:///a' }),
    request('client', 'resources/unsubscribe', { uri: 'file:///a' }),
    request('client', 'logging/setLevel', { level: 'debug' }),
    notification('client', 'notifications/initialized', {}),
    notification('client', 'notifications/roots/list_changed', {}),
    notification('client', 'notifications/progress', { progressToken: 'a', progress: 1 }),
    request('server', 'ping', {}),
    request('server', 'sampling/createMessage', { ...params(revision), ...sampling(revision) }),
    request('server', 'roots/list', { _meta: {} }),
    result('server', 'ping', plainResult),
    result('server', 'initialize', {
      ...plainResult,
      protocolVersion: revision,
      capabilities: serverCapabilities(revision),
      serverInfo: implementation(revision),
      instructions: 'i',
    }),
    result('server', 'logging/setLevel', plainResult),
    result('client', 'ping', {}),
    result('client', 'sampling/createMessage', { ...plainResult, ...sampled }),
    result('client', 'roots/list', { ...plainResult, ...roots(revision) }),
  ];
  return [
    ...base,
    ...(revision >= '2025-06-18'
      ? [
          request('server', 'elicitation/create', { ...params(revision), ...form(revision) }),
          result('client', 'elicitation/create', { ...plainResult, ...elicited(revision) }),
        ]
      : []),
    ...(revision === '2025-11-25' ? taskMessages(revision) : []),
  ];
}

function taskMessages(revision: Revision): readonly Example[] {
  return [
    request('server', 'elicitation/create', { ...link(revision), task: { ttl: 1 } }),
    request('client', 'tasks/get', { taskId: 't' }),
    request('client', 'tasks/result', { taskId: 't' }),
    request('client', 'tasks/cancel', { taskId: 't' }),
    request('client', 'tasks/list', { cursor: 'c' }),
    result('server', 'tasks/get', { ...task, _meta: {} }),
    result('server', 'tasks/get', { ...task, ttl: null }, ' without end'),
    result('server', 'tasks/cancel', task),
    result('server', 'tasks/result', { content: [] }),
    result('server', 'tasks/list', { tasks: [task], nextCursor: 'n' }),
    result('server', 'tools/call', { task }, ' as a task'),
    notification('server', 'notifications/tasks/status', task),
    notification('server', 'notifications/elicitation/complete', { elicitationId: 'e' }),
    {
      title: 'error that asks for a visit',
      message: {
        jsonrpc: '2.0',
        id: 1,
        error: { code: -32042, message: 'm', data: { elicitations: [link(revision)] } },
      },
      context: { from: 'server' },
    },
    {
      title: 'error without id',
      message: { jsonrpc: '2.0', error: { code: -32700, message: 'm' } },
      context: { from: 'server' },
    },
  ];
}

function lateMessages(revision: Revision): readonly Example[] {
  const filter = {
    toolsListChanged: true,
    promptsListChanged: false,
    resourcesListChanged: true,
    resourceSubscriptions: ['file:///a'],
  };
  const inputs = {
    a: { method: 'sampling/createMessage', params: sampling(revision) },
    b: { method: 'roots/list', params: { _meta: {} } },
    c: { method: 'elicitation/create', params: form(revision) },
    d: { method: 'elicitation/create', params: link(revision) },
  };
  const error = (name: string, code: number, data: unknown): Example => ({
    title: name,
    message: { jsonrpc: '2.0', id: 1, error: { code, message: 'm', data } },
    context: { from: 'server' },
  });
  return [
    request('client', 'server/discover', params(revision)),
    request('client', 'subscriptions/listen', { ...params(revision), notifications: filter }),
    result('server', 'server/discover', {
      resultType: 'complete',
      ttlMs: 1,
      cacheScope: 'public',
      supportedVersions: [revision],
      capabilities: serverCapabilities(revision),
      instructions: 'i',
    }),
    result('server', 'subscriptions/listen', {
      resultType: 'complete',
      _meta: { 'io.modelcontextprotocol/subscriptionId': 1 },
    }),
    result(
      'server',
      'tools/call',
      { resultType: 'input_required', inputRequests: inputs, requestState: 's' },
      ' asking',
    ),
    notification('server', 'notifications/subscriptions/acknowledged', {
      notifications: filter,
      _meta: { 'io.modelcontextprotocol/subscriptionId': 'a' },
    }),
    error('unsupported version', -32022, { supported: [revision], requested: '1900-01-01' }),
    error('missing capability', -32021, { requiredCapabilities: clientCapabilities(revision) }),
    error('header mismatch', -32020, 'any'),
  ];
}

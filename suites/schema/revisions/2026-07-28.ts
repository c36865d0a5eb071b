// What revision 2026-07-28 changes in the wire shapes: every request dresses itself in `_meta`, results name their
// type, lists carry caching hints, the server asks through results instead of requests; tasks are an extension
// (SEP-2663) and no longer of the core.

import type { MethodDifferences } from '../methods.ts';
import type { Differences } from '../notation.ts';

const META = 'io.modelcontextprotocol';

const ENVELOPE: Differences = {
  Params: {
    _meta: {
      [`${META}/protocolVersion`]: 'string',
      [`${META}/clientInfo?`]: 'Implementation',
      [`${META}/clientCapabilities`]: 'ClientCapabilities',
      [`${META}/logLevel?`]: 'LoggingLevel',
    },
  },
  NotificationParams: { '_meta?': { [`${META}/subscriptionId?`]: 'RequestId' } },
  Result: { '_meta?': { [`${META}/serverInfo?`]: 'Implementation' }, resultType: 'string' },
  CacheableResult: { '...': 'Result', ttlMs: 'integer 0..', cacheScope: "'public' | 'private'" },
  HeaderMismatch: { '...': 'Error' },
  MissingCapability: { '...': 'Error', data: { requiredCapabilities: 'ClientCapabilities' } },
  UnsupportedVersion: { '...': 'Error', data: { supported: 'string[]', requested: 'string' } },
  UrlElicitationRequired: null,
};

const CAPABILITIES: Differences = {
  ClientCapabilities: { 'roots?': 'object', 'extensions?': '{object}', 'tasks?': null },
  ServerCapabilities: { 'extensions?': '{object}', 'tasks?': null },
  InitializeParams: null,
  InitializeResult: null,
  DiscoverResult: {
    '...': 'CacheableResult',
    supportedVersions: 'string[]',
    capabilities: 'ServerCapabilities',
    'instructions?': 'string',
  },
};

const FEATURES: Differences = {
  ListResourcesResult: { '...': 'PageResult, CacheableResult' },
  ListResourceTemplatesResult: { '...': 'PageResult, CacheableResult' },
  ListPromptsResult: { '...': 'PageResult, CacheableResult' },
  ListToolsResult: { '...': 'PageResult, CacheableResult' },
  ReadResourceResult: { '...': 'CacheableResult' },
  ReadResourceParams: { '...': 'UriParams, RetryParams' },
  GetPromptParams: { '...': 'RetryParams' },
  CallToolParams: { '...': 'RetryParams', 'task?': null },
  ToolSchema: { 'properties?': null, 'required?': null },
  OutputSchema: { '...': null, '$schema?': 'string' },
  Tool: { 'execution?': null },
  CallToolResult: { 'structuredContent?': 'any' },
  CompleteResult: { completion: { values: 'string[..100]' } },
  SetLevelParams: null,
  CancelledParams: { requestId: 'RequestId' },
};

const SUBSCRIPTIONS: Differences = {
  SubscriptionFilter: {
    'toolsListChanged?': 'boolean',
    'promptsListChanged?': 'boolean',
    'resourcesListChanged?': 'boolean',
    'resourceSubscriptions?': 'string[]',
    'taskIds?': 'string[]',
  },
  ListenParams: { '...': 'Params', notifications: 'SubscriptionFilter' },
  ListenResult: { '...': 'Result', _meta: { [`${META}/subscriptionId`]: 'RequestId' } },
  AcknowledgedParams: { '...': 'NotificationParams', notifications: 'SubscriptionFilter' },
};

/** Requests of the server travel inside results, without an envelope of their own. */
const INPUT: Differences = {
  CreateMessageParams: { '...': null, 'task?': null },
  CreateMessageResult: { '...': 'SamplingMessage' },
  ToolResultContent: { 'structuredContent?': 'any' },
  ElicitFormParams: { '...': null, 'task?': null },
  ElicitUrlParams: { '...': null, 'task?': null, elicitationId: null },
  ElicitResult: { '...': null },
  ElicitationCompleteParams: null,
  ListRootsResult: { '...': null },
  SamplingInput: { method: "'sampling/createMessage'", params: 'CreateMessageParams' },
  RootsInput: { method: "'roots/list'", 'params?': { '_meta?': 'object' } },
  ElicitationInput: { method: "'elicitation/create'", params: 'ElicitParams' },
  InputRequests: '{SamplingInput | RootsInput | ElicitationInput}',
  InputResponses: '{CreateMessageResult | ListRootsResult | ElicitResult}',
  InputRequiredResult: { '...': 'Result', 'inputRequests?': 'InputRequests', 'requestState?': 'string' },
  RetryParams: { '...': 'Params', 'inputResponses?': 'InputResponses', 'requestState?': 'string' },
};

const TASKS: Differences = {
  TaskMetadata: null,
  Task: { 'ttl?': null, 'pollInterval?': null, ttlMs: 'integer | null', 'pollIntervalMs?': 'integer' },
  CreateTaskResult: { task: null, '...': 'Result, Task' },
  WorkingTask: { '...': 'Task', status: "'working' | 'cancelled'" },
  InputRequiredTask: { '...': 'Task', status: "'input_required'", inputRequests: 'InputRequests' },
  CompletedTask: { '...': 'Task', status: "'completed'", result: 'object' },
  FailedTask: { '...': 'Task', status: "'failed'", error: 'object' },
  GetWorkingTask: { '...': 'Result, WorkingTask' },
  GetInputRequiredTask: { '...': 'Result, InputRequiredTask' },
  GetCompletedTask: { '...': 'Result, CompletedTask' },
  GetFailedTask: { '...': 'Result, FailedTask' },
  TaskResult: 'GetWorkingTask | GetInputRequiredTask | GetCompletedTask | GetFailedTask',
  ListTasksResult: null,
  TaskStatusParams: 'WorkingTask | InputRequiredTask | CompletedTask | FailedTask',
  UpdateTaskParams: { '...': 'TaskParams', inputResponses: 'InputResponses' },
};

export const differences: Differences = {
  ...ENVELOPE,
  ...CAPABILITIES,
  ...FEATURES,
  ...SUBSCRIPTIONS,
  ...INPUT,
  ...TASKS,
};

export const methods: MethodDifferences = {
  requests: {
    client: {
      ping: null,
      initialize: null,
      'server/discover': ['Params', 'DiscoverResult'],
      'resources/list': ['PageParams', 'ListResourcesResult'],
      'resources/templates/list': ['PageParams', 'ListResourceTemplatesResult'],
      'resources/read': ['ReadResourceParams', 'ReadResourceResult'],
      'resources/subscribe': null,
      'resources/unsubscribe': null,
      'prompts/list': ['PageParams', 'ListPromptsResult'],
      'tools/list': ['PageParams', 'ListToolsResult'],
      'logging/setLevel': null,
      'subscriptions/listen': ['ListenParams', 'ListenResult'],
      'tasks/result': null,
      'tasks/list': null,
      'tasks/update': ['UpdateTaskParams', 'Result'],
      'tasks/cancel': ['TaskParams', 'Result'],
    },
    server: null,
  },
  notifications: {
    client: {
      'notifications/initialized': null,
      'notifications/progress': null,
      'notifications/roots/list_changed': null,
      'notifications/tasks/status': null,
    },
    server: {
      'notifications/subscriptions/acknowledged': 'AcknowledgedParams',
      'notifications/elicitation/complete': null,
      'notifications/tasks/status': null,
      'notifications/tasks': 'TaskStatusParams',
    },
  },
  errors: {
    '-32042': null,
    '-32020': 'HeaderMismatch',
    '-32021': 'MissingCapability',
    '-32022': 'UnsupportedVersion',
  },
};

// Wire shapes of revision 2024-11-05, written from its pages and schema: what the later revisions are differences of.

import type { Methods } from '../methods.ts';
import type { Shapes } from '../notation.ts';

const JSON_RPC: Shapes = {
  RequestId: 'string | integer',
  ProgressToken: 'string | integer',
  Params: { '_meta?': { 'progressToken?': 'ProgressToken' } },
  NotificationParams: { '_meta?': 'object' },
  // Params of methods that the revision does not know.
  ForeignParams: { '...': 'Params' },
  ForeignNotificationParams: { '...': 'NotificationParams' },
  Result: { '_meta?': 'object' },
  PageParams: { '...': 'Params', 'cursor?': 'string' },
  PageResult: { '...': 'Result', 'nextCursor?': 'string' },
  Error: { code: 'integer', message: 'string' },
};

const LIFECYCLE: Shapes = {
  Implementation: { name: 'string', version: 'string' },
  ClientCapabilities: { 'experimental?': '{object}', 'roots?': { 'listChanged?': 'boolean' }, 'sampling?': 'object' },
  ServerCapabilities: {
    'experimental?': '{object}',
    'logging?': 'object',
    'prompts?': { 'listChanged?': 'boolean' },
    'resources?': { 'subscribe?': 'boolean', 'listChanged?': 'boolean' },
    'tools?': { 'listChanged?': 'boolean' },
  },
  InitializeParams: {
    '...': 'Params',
    protocolVersion: 'string',
    capabilities: 'ClientCapabilities',
    clientInfo: 'Implementation',
  },
  InitializeResult: {
    '...': 'Result',
    protocolVersion: 'string',
    capabilities: 'ServerCapabilities',
    serverInfo: 'Implementation',
    'instructions?': 'string',
  },
};

const NOTIFICATIONS: Shapes = {
  CancelledParams: { '...': 'NotificationParams', requestId: 'RequestId', 'reason?': 'string' },
  ProgressParams: {
    '...': 'NotificationParams',
    progressToken: 'ProgressToken',
    progress: 'number',
    'total?': 'number',
  },
  UpdatedParams: { '...': 'NotificationParams', uri: 'uri' },
  LoggingLevel: "'debug' | 'info' | 'notice' | 'warning' | 'error' | 'critical' | 'alert' | 'emergency'",
  LogParams: { '...': 'NotificationParams', level: 'LoggingLevel', 'logger?': 'string', data: 'any' },
};

const CONTENT: Shapes = {
  Role: "'user' | 'assistant'",
  Annotations: { 'audience?': 'Role[]', 'priority?': 'number 0..1' },
  Annotated: { 'annotations?': 'Annotations' },
  TextContent: { '...': 'Annotated', type: "'text'", text: 'string' },
  ImageContent: { '...': 'Annotated', type: "'image'", data: 'base64', mimeType: 'string' },
  ResourceContents: { uri: 'uri', 'mimeType?': 'string' },
  TextResourceContents: { '...': 'ResourceContents', text: 'string' },
  BlobResourceContents: { '...': 'ResourceContents', blob: 'base64' },
  AnyResourceContents: 'TextResourceContents | BlobResourceContents',
  EmbeddedResource: { '...': 'Annotated', type: "'resource'", resource: 'AnyResourceContents' },
  ContentBlock: 'TextContent | ImageContent | EmbeddedResource',
};

const SERVER_FEATURES: Shapes = {
  Resource: {
    '...': 'Annotated',
    uri: 'uri',
    name: 'string',
    'description?': 'string',
    'mimeType?': 'string',
    'size?': 'integer',
  },
  ResourceTemplate: {
    '...': 'Annotated',
    uriTemplate: 'uri-template',
    name: 'string',
    'description?': 'string',
    'mimeType?': 'string',
  },
  ListResourcesResult: { '...': 'PageResult', resources: 'Resource[]' },
  ListResourceTemplatesResult: { '...': 'PageResult', resourceTemplates: 'ResourceTemplate[]' },
  UriParams: { '...': 'Params', uri: 'uri' },
  ReadResourceResult: { '...': 'Result', contents: 'AnyResourceContents[]' },
  PromptArgument: { name: 'string', 'description?': 'string', 'required?': 'boolean' },
  Prompt: { name: 'string', 'description?': 'string', 'arguments?': 'PromptArgument[]' },
  ListPromptsResult: { '...': 'PageResult', prompts: 'Prompt[]' },
  GetPromptParams: { '...': 'Params', name: 'string', 'arguments?': '{string}' },
  PromptMessage: { role: 'Role', content: 'ContentBlock' },
  GetPromptResult: { '...': 'Result', 'description?': 'string', messages: 'PromptMessage[]' },
  ToolSchema: { type: "'object'", 'properties?': '{object}', 'required?': 'string[]' },
  Tool: { name: 'string', 'description?': 'string', inputSchema: 'ToolSchema' },
  ListToolsResult: { '...': 'PageResult', tools: 'Tool[]' },
  CallToolParams: { '...': 'Params', name: 'string', 'arguments?': 'object' },
  CallToolResult: { '...': 'Result', content: 'ContentBlock[]', 'isError?': 'boolean' },
  SetLevelParams: { '...': 'Params', level: 'LoggingLevel' },
  PromptReference: { type: "'ref/prompt'", name: 'string' },
  ResourceReference: { type: "'ref/resource'", uri: 'uri-template' },
  CompleteParams: {
    '...': 'Params',
    ref: 'PromptReference | ResourceReference',
    argument: { name: 'string', value: 'string' },
  },
  CompleteResult: {
    '...': 'Result',
    completion: { values: 'string[]', 'total?': 'integer', 'hasMore?': 'boolean' },
  },
};

const CLIENT_FEATURES: Shapes = {
  SamplingContent: 'TextContent | ImageContent',
  SamplingMessage: { role: 'Role', content: 'SamplingContent' },
  ModelPreferences: {
    'hints?': 'ModelHint[]',
    'costPriority?': 'number 0..1',
    'speedPriority?': 'number 0..1',
    'intelligencePriority?': 'number 0..1',
  },
  ModelHint: { 'name?': 'string' },
  CreateMessageParams: {
    '...': 'Params',
    messages: 'SamplingMessage[]',
    'modelPreferences?': 'ModelPreferences',
    'systemPrompt?': 'string',
    'includeContext?': "'none' | 'thisServer' | 'allServers'",
    'temperature?': 'number',
    maxTokens: 'integer',
    'stopSequences?': 'string[]',
    'metadata?': 'object',
  },
  CreateMessageResult: { '...': 'Result, SamplingMessage', model: 'string', 'stopReason?': 'string' },
  Root: { uri: 'uri', 'name?': 'string' },
  ListRootsResult: { '...': 'Result', roots: 'Root[]' },
};

export const shapes: Shapes = {
  ...JSON_RPC,
  ...LIFECYCLE,
  ...NOTIFICATIONS,
  ...CONTENT,
  ...SERVER_FEATURES,
  ...CLIENT_FEATURES,
};

/** `?` after the shape of params: they may be left out. */
export const methods: Methods = {
  requests: {
    client: {
      ping: ['Params?', 'Result'],
      initialize: ['InitializeParams', 'InitializeResult'],
      'resources/list': ['PageParams?', 'ListResourcesResult'],
      'resources/templates/list': ['PageParams?', 'ListResourceTemplatesResult'],
      'resources/read': ['UriParams', 'ReadResourceResult'],
      'resources/subscribe': ['UriParams', 'Result'],
      'resources/unsubscribe': ['UriParams', 'Result'],
      'prompts/list': ['PageParams?', 'ListPromptsResult'],
      'prompts/get': ['GetPromptParams', 'GetPromptResult'],
      'tools/list': ['PageParams?', 'ListToolsResult'],
      'tools/call': ['CallToolParams', 'CallToolResult'],
      'logging/setLevel': ['SetLevelParams', 'Result'],
      'completion/complete': ['CompleteParams', 'CompleteResult'],
    },
    server: {
      ping: ['Params?', 'Result'],
      'sampling/createMessage': ['CreateMessageParams', 'CreateMessageResult'],
      'roots/list': ['Params?', 'ListRootsResult'],
    },
  },
  notifications: {
    client: {
      'notifications/initialized': 'NotificationParams?',
      'notifications/cancelled': 'CancelledParams',
      'notifications/progress': 'ProgressParams',
      'notifications/roots/list_changed': 'NotificationParams?',
    },
    server: {
      'notifications/cancelled': 'CancelledParams',
      'notifications/progress': 'ProgressParams',
      'notifications/message': 'LogParams',
      'notifications/resources/updated': 'UpdatedParams',
      'notifications/resources/list_changed': 'NotificationParams?',
      'notifications/tools/list_changed': 'NotificationParams?',
      'notifications/prompts/list_changed': 'NotificationParams?',
    },
  },
  errors: {},
};

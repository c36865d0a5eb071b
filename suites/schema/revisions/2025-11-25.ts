// What revision 2025-11-25 changes in the wire shapes: icons, tasks, tools in sampling, URL elicitation and richer
// enums, error responses that may lack their id.

import type { MethodDifferences } from '../methods.ts';
import type { Differences } from '../notation.ts';

const ICONS = { 'icons?': 'Icon[]' };
const TASK = { 'task?': 'TaskMetadata' };

const TASKS: Differences = {
  TaskMetadata: { 'ttl?': 'integer' },
  TaskStatus: "'working' | 'input_required' | 'completed' | 'failed' | 'cancelled'",
  Task: {
    taskId: 'string',
    status: 'TaskStatus',
    'statusMessage?': 'string',
    createdAt: 'string',
    lastUpdatedAt: 'string',
    ttl: 'integer | null',
    'pollInterval?': 'integer',
  },
  TaskParams: { '...': 'Params', taskId: 'string' },
  CreateTaskResult: { '...': 'Result', task: 'Task' },
  TaskResult: { '...': 'Result, Task' },
  ListTasksResult: { '...': 'PageResult', tasks: 'Task[]' },
  TaskStatusParams: { '...': 'NotificationParams, Task' },
};

const ELICITATION: Differences = {
  StringSchema: { 'default?': 'string' },
  NumberSchema: { 'default?': 'number' },
  EnumSchema: null,
  SingleEnumSchema: { '...': 'Described', type: "'string'", enum: 'string[]', 'default?': 'string' },
  TitledValue: { const: 'string', title: 'string' },
  TitledSingleEnumSchema: { '...': 'Described', type: "'string'", oneOf: 'TitledValue[]', 'default?': 'string' },
  MultiEnum: {
    '...': 'Described',
    type: "'array'",
    'minItems?': 'integer',
    'maxItems?': 'integer',
    'default?': 'string[]',
  },
  MultiEnumSchema: { '...': 'MultiEnum', items: { type: "'string'", enum: 'string[]' } },
  TitledMultiEnumSchema: { '...': 'MultiEnum', items: { anyOf: 'TitledValue[]' } },
  LegacyEnumSchema: { '...': 'SingleEnumSchema', 'enumNames?': 'string[]' },
  PrimitiveSchema:
    'StringSchema | NumberSchema | BooleanSchema | SingleEnumSchema | TitledSingleEnumSchema | MultiEnumSchema | ' +
    'TitledMultiEnumSchema | LegacyEnumSchema',
  RequestedSchema: { '$schema?': 'string' },
  ElicitFormParams: {
    '...': 'Params',
    'mode?': "'form'",
    message: 'string',
    requestedSchema: 'RequestedSchema',
    ...TASK,
  },
  ElicitUrlParams: {
    '...': 'Params',
    mode: "'url'",
    message: 'string',
    elicitationId: 'string',
    url: 'uri',
    ...TASK,
  },
  ElicitParams: 'ElicitFormParams | ElicitUrlParams',
  ElicitResult: { 'content?': '{string | number | boolean | string[]}' },
  ElicitationCompleteParams: { '...': 'NotificationParams', elicitationId: 'string' },
  UrlElicitationRequired: { '...': 'Error', data: { elicitations: 'ElicitUrlParams[]' } },
};

const SAMPLING: Differences = {
  ToolUseContent: { type: "'tool_use'", id: 'string', name: 'string', input: 'object', '_meta?': 'object' },
  ToolResultContent: {
    type: "'tool_result'",
    toolUseId: 'string',
    content: 'ContentBlock[]',
    'structuredContent?': 'object',
    'isError?': 'boolean',
    '_meta?': 'object',
  },
  SamplingContent: 'TextContent | ImageContent | AudioContent | ToolUseContent | ToolResultContent',
  SamplingMessage: { content: 'SamplingContent | SamplingContent[]', '_meta?': 'object' },
  ToolChoice: { 'mode?': "'auto' | 'required' | 'none'" },
  CreateMessageParams: { 'tools?': 'Tool[]', 'toolChoice?': 'ToolChoice', ...TASK },
};

export const differences: Differences = {
  ...TASKS,
  ...ELICITATION,
  ...SAMPLING,
  Icon: { src: 'uri', 'mimeType?': 'string', 'sizes?': 'string[]', 'theme?': "'light' | 'dark'" },
  Implementation: { ...ICONS, 'description?': 'string', 'websiteUrl?': 'uri' },
  Resource: ICONS,
  ResourceTemplate: ICONS,
  Prompt: ICONS,
  ToolSchema: { '$schema?': 'string' },
  Tool: { ...ICONS, 'execution?': { 'taskSupport?': "'forbidden' | 'optional' | 'required'" } },
  CallToolParams: TASK,
  ClientCapabilities: {
    'sampling?': { 'context?': 'object', 'tools?': 'object' },
    'elicitation?': { 'form?': 'object', 'url?': 'object' },
    'tasks?': {
      'list?': 'object',
      'cancel?': 'object',
      'requests?': { 'sampling?': { 'createMessage?': 'object' }, 'elicitation?': { 'create?': 'object' } },
    },
  },
  ServerCapabilities: {
    'tasks?': { 'list?': 'object', 'cancel?': 'object', 'requests?': { 'tools?': { 'call?': 'object' } } },
  },
  CancelledParams: { 'requestId?': 'RequestId' },
  ForeignParams: 'object',
  ForeignNotificationParams: 'object',
};

const EITHER_SIDE = {
  'tasks/get': ['TaskParams', 'TaskResult'],
  'tasks/result': ['TaskParams', 'Result'],
  'tasks/cancel': ['TaskParams', 'TaskResult'],
  'tasks/list': ['PageParams?', 'ListTasksResult'],
} as const;

export const methods: MethodDifferences = {
  requests: { client: EITHER_SIDE, server: EITHER_SIDE },
  notifications: {
    client: { 'notifications/tasks/status': 'TaskStatusParams' },
    server: {
      'notifications/tasks/status': 'TaskStatusParams',
      'notifications/elicitation/complete': 'ElicitationCompleteParams',
    },
  },
  errors: { '-32042': 'UrlElicitationRequired' },
};

// What revision 2025-06-18 changes in the wire shapes: titles, `_meta` on things, structured output, resource links,
// elicitation, context of completions.

import type { MethodDifferences } from '../methods.ts';
import type { Differences } from '../notation.ts';

const TITLE = { 'title?': 'string' };
const META = { '_meta?': 'object' };

export const differences: Differences = {
  Annotations: { 'lastModified?': 'string' },
  ClientCapabilities: { 'elicitation?': 'object' },
  Implementation: TITLE,
  TextContent: META,
  ImageContent: META,
  AudioContent: META,
  ResourceContents: META,
  EmbeddedResource: META,
  Resource: { ...TITLE, ...META },
  ResourceTemplate: { ...TITLE, ...META },
  ResourceLink: { '...': 'Resource', type: "'resource_link'" },
  ContentBlock: 'TextContent | ImageContent | AudioContent | ResourceLink | EmbeddedResource',
  Prompt: { ...TITLE, ...META },
  PromptArgument: TITLE,
  PromptReference: TITLE,
  OutputSchema: { '...': 'ToolSchema' },
  Tool: { ...TITLE, ...META, 'outputSchema?': 'OutputSchema' },
  CallToolResult: { 'structuredContent?': 'object' },
  CompleteParams: { 'context?': { 'arguments?': '{string}' } },
  Root: META,

  Described: { 'title?': 'string', 'description?': 'string' },
  StringSchema: {
    '...': 'Described',
    type: "'string'",
    'minLength?': 'integer',
    'maxLength?': 'integer',
    'format?': "'email' | 'uri' | 'date' | 'date-time'",
  },
  NumberSchema: { '...': 'Described', type: "'number' | 'integer'", 'minimum?': 'number', 'maximum?': 'number' },
  BooleanSchema: { '...': 'Described', type: "'boolean'", 'default?': 'boolean' },
  EnumSchema: { '...': 'Described', type: "'string'", enum: 'string[]', 'enumNames?': 'string[]' },
  PrimitiveSchema: 'StringSchema | NumberSchema | BooleanSchema | EnumSchema',
  RequestedSchema: { type: "'object'", properties: '{PrimitiveSchema}', 'required?': 'string[]' },
  ElicitParams: { '...': 'Params', message: 'string', requestedSchema: 'RequestedSchema' },
  ElicitResult: {
    '...': 'Result',
    action: "'accept' | 'decline' | 'cancel'",
    'content?': '{string | number | boolean}',
  },
};

export const methods: MethodDifferences = {
  requests: { server: { 'elicitation/create': ['ElicitParams', 'ElicitResult'] } },
};

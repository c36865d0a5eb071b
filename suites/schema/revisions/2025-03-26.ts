// What revision 2025-03-26 changes in the wire shapes: audio, tool annotations, completions, progress messages.
// Batches came with it too; the envelope knows that, not the shapes.

import type { Differences } from '../notation.ts';

export const differences: Differences = {
  ServerCapabilities: { 'completions?': 'object' },
  ProgressParams: { 'message?': 'string' },
  AudioContent: { '...': 'Annotated', type: "'audio'", data: 'base64', mimeType: 'string' },
  ContentBlock: 'TextContent | ImageContent | AudioContent | EmbeddedResource',
  SamplingContent: 'TextContent | ImageContent | AudioContent',
  ToolAnnotations: {
    'title?': 'string',
    'readOnlyHint?': 'boolean',
    'destructiveHint?': 'boolean',
    'idempotentHint?': 'boolean',
    'openWorldHint?': 'boolean',
  },
  Tool: { 'annotations?': 'ToolAnnotations' },
};

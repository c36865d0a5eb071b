// Shapes of servers, as strangers write them: a handful of lines with two tools, and one that does all the revision has.

import { documents } from './documents.ts';
import { reports } from './reports.ts';
import { toolbox } from './toolbox.ts';
import { data, say } from './tools.ts';
import { KEY, type Parts, type Tool, VERSION } from './words.ts';

export type Shape = 'small' | 'bare' | 'full';

const add: Tool = {
  name: 'add',
  definition: {
    name: 'add',
    description: 'Adds two numbers.',
    inputSchema: { type: 'object', properties: { a: { type: 'number' }, b: { type: 'number' } }, required: ['a', 'b'] },
    outputSchema: { type: 'object', properties: { sum: { type: 'number' } }, required: ['sum'] },
    annotations: { readOnlyHint: true },
  },
  run: ({ a, b }) => data({ sum: Number(a) + Number(b) }),
};

const remember: Tool = {
  name: 'remember',
  definition: {
    name: 'remember',
    description: 'Remembers a line.',
    inputSchema: { type: 'object', properties: { line: { type: 'string' } }, required: ['line'] },
  },
  run: () => say('Remembered.'),
};

const clone = (tool: Tool): Tool => ({ ...tool, definition: structuredClone(tool.definition) });

const nothing = (): Omit<Parts, 'capabilities' | 'tools'> => ({
  info: { name: 'tiny-sums', version: '0.3.0' },
  instructions: 'Adds.',
  supported: [VERSION],
  resources: [],
  templates: [],
  prompts: [],
  contents: new Map(),
  messages: new Map(),
  values: new Map(),
  pageSize: 50,
});

export function partsOf(shape: Shape): Parts {
  if (shape === 'small') return { ...nothing(), capabilities: { tools: {} }, tools: [clone(add), clone(remember)] };
  if (shape === 'bare') return { ...nothing(), capabilities: { tools: {} }, tools: [clone(remember)] };
  return {
    ...nothing(),
    ...documents(),
    info: { name: 'weather-station', title: 'Weather station', version: '2.1.0' },
    instructions: 'Reads a weather station.',
    capabilities: {
      tools: { listChanged: true },
      resources: { subscribe: true, listChanged: true },
      prompts: { listChanged: true },
      completions: {},
      logging: {},
      extensions: { [KEY.tasks]: {} },
    },
    tools: [...toolbox(), ...reports()],
    pageSize: 4,
  };
}

// What the leaky server lists: its tools, one tool for each case of a description, and resources whose descriptions are
// cut where a page ends.

import type { JsonObject } from '../../../suites/kernel/recording.ts';
import { pieces, sentence, type Case, type Corpus } from './corpus.ts';
import { ABOUT, ARRIVALS, describedTool, NOTE, PROMPT, READING, readingTool, TAKING, takingTool } from './requests.ts';

const READ_ONLY = { readOnlyHint: true } as const;
const word = (description: string): JsonObject => ({ type: 'string', description });

const tool = (name: string, title: string, description: string, properties: JsonObject): JsonObject => ({
  name,
  title,
  description,
  inputSchema: { type: 'object', properties, required: Object.keys(properties) },
  annotations: READ_ONLY,
});

const CASE = { case: word('Which record') };

const TAKES: Readonly<Record<(typeof TAKING)[number], JsonObject>> = {
  argument: { ...CASE, text: word('The record') },
  'nested-argument': { ...CASE, record: { type: 'object' } },
  'argument-name': { ...CASE, fields: { type: 'object' } },
  'split-arguments': { ...CASE, first: word('The first half'), second: word('The second half') },
};

export function ordinaryTools(): readonly JsonObject[] {
  return [
    tool(ABOUT, 'About', 'Says which records are served.', {}),
    tool(ARRIVALS, 'Arrivals', 'Says which records arrived.', { cases: word('Numbers of records') }),
    ...READING.map((channel) => {
      const base = tool(readingTool(channel), `Read (${channel})`, `Reads a record (${channel}).`, CASE);
      return channel === 'structured' ? { ...base, outputSchema: OUTPUT } : base;
    }),
    ...TAKING.map((channel) =>
      tool(takingTool(channel), `Take (${channel})`, `Takes a record (${channel}).`, TAKES[channel]),
    ),
  ];
}

const OUTPUT = {
  type: 'object',
  properties: { rows: { type: 'array', items: { type: 'object' } }, complete: { type: 'boolean' } },
  required: ['rows', 'complete'],
} as const satisfies JsonObject;

const casesOf = (corpus: Corpus, channel: Case['channel']): readonly Case[] =>
  corpus.cases.filter((one) => one.channel === channel);

export const describedTools = (corpus: Corpus): readonly JsonObject[] =>
  casesOf(corpus, 'description').map((one) => tool(describedTool(one), 'Described', sentence(one), {}));

/** Each record begins at the end of one page and ends at the beginning of the next. */
export function resourcePages(corpus: Corpus): readonly (readonly JsonObject[])[] {
  const cases = casesOf(corpus, 'pages');
  const half = (one: Case | undefined, part: 0 | 1): readonly JsonObject[] =>
    one === undefined
      ? []
      : [
          {
            uri: `corpus://page/${one.id}/${part + 1}`,
            name: `${one.id} ${part + 1}`,
            description: pieces(sentence(one), 2)[part] ?? '',
            mimeType: 'text/plain',
          },
        ];
  return Array.from({ length: cases.length + 1 }, (_, page) => [...half(cases[page - 1], 1), ...half(cases[page], 0)]);
}

export const PROMPTS: readonly JsonObject[] = [
  { name: PROMPT, description: 'Asks about a record.', arguments: [{ name: 'case', required: true }] },
  {
    name: NOTE,
    description: 'Takes a note.',
    arguments: [
      { name: 'case', required: true },
      { name: 'text', required: true },
    ],
  },
];

export const TEMPLATES: readonly JsonObject[] = [
  { uriTemplate: 'corpus://text/{case}', name: 'text', mimeType: 'text/plain' },
  { uriTemplate: 'corpus://blob/{case}', name: 'blob', mimeType: 'application/octet-stream' },
  { uriTemplate: 'corpus://note/{case}/{text}', name: 'note', mimeType: 'text/plain' },
];

// Correct servers whose answers are of every kind and in many scripts.

import { Refusal, type Shape } from './peer.ts';
import { LEGACY, paged, PIXEL, readOnly, text, toolMethods, wrong } from './parts.ts';

const WAV = Buffer.from('RIFF$\0\0\0WAVEfmt \u0010\0\0\0\u0001\0\u0001\0', 'latin1').toString('base64');

/** Every kind of content, structured results, and many at once. */
export const contents: Shape = {
  revisions: ['2025-06-18', '2025-11-25'],
  info: { name: 'contents', version: '1.0.0' },
  capabilities: { tools: {}, resources: {} },
  dress: (result, method) =>
    /^(?:initialize|ping)$/.test(method)
      ? result
      : { ...result, _meta: { 'com.example/took': 3, note: 'ok' }, extra: { more: [true] } },
  methods: {
    ...toolMethods([
      {
        definition: {
          name: 'everything',
          description: 'One of each kind of content.',
          inputSchema: { type: 'object' },
          annotations: readOnly,
        },
        run: () => ({
          content: [
            { type: 'text', text: '', annotations: { audience: ['user', 'assistant'], priority: 0 } },
            {
              type: 'image',
              data: PIXEL,
              mimeType: 'image/png',
              annotations: { priority: 1, lastModified: '2025-01-12T15:00:58Z' },
            },
            { type: 'audio', data: WAV, mimeType: 'audio/wav' },
            {
              type: 'resource_link',
              uri: 'mem://note',
              name: 'note',
              title: 'A note',
              mimeType: 'text/plain',
              size: 7,
            },
            {
              type: 'resource',
              resource: {
                uri: 'mem://page',
                mimeType: 'text/html;profile=mcp-app',
                text: '<!-- made by a template --><p>Hello</p>',
              },
            },
            { type: 'resource', resource: { uri: 'mem://blob', blob: PIXEL } },
          ],
        }),
      },
      {
        definition: {
          name: 'no_content',
          description: 'Returns an empty list.',
          inputSchema: { type: 'object', additionalProperties: false },
          annotations: readOnly,
        },
        run: (args) => (Object.keys(args).length > 0 ? wrong('No arguments, please.') : { content: [] }),
      },
      {
        definition: {
          name: 'structured',
          description: 'Numbers of all kinds.',
          inputSchema: { type: 'object' },
          annotations: readOnly,
          outputSchema: {
            type: 'object',
            properties: {
              deep: { type: 'array', items: { anyOf: [{ type: 'number' }, { type: 'null' }, { type: 'object' }] } },
            },
          },
        },
        run: () => {
          const structuredContent = { deep: [1, 1e21, -0.5, null, { ключ: '値' }], extra: true };
          return {
            content: [
              { type: 'text', text: 'A summary for people:' },
              { type: 'text', text: JSON.stringify(structuredContent) },
            ],
            structuredContent,
          };
        },
      },
    ]),
    'resources/list': (params) => paged('resources', [{ uri: 'mem://note', name: 'note', size: 7 }], params),
    'resources/templates/list': (params) => paged('resourceTemplates', [], params),
    'resources/read': (params) => {
      if (params?.uri === 'mem://note') return { contents: [{ uri: 'mem://note', text: 'A note.' }] };
      throw new Refusal(params?.uri === undefined ? -32602 : -32002, 'Resource not found');
    },
  },
};

/** Scripts that need joiners, marks and variation selectors to be written right. */
export const manyScripts: Shape = {
  revisions: LEGACY,
  info: { name: 'Übersetzungsdienst ☂', version: '１.０' },
  capabilities: { tools: {}, prompts: {} },
  instructions: 'می‌خواهم ترجمه کنم — क्‍ष — 👩‍👩‍👧‍👦 🏴󠁧󠁢󠁳󠁣󠁴󠁿 ❤️ — שלום — the “quoted” – text…',
  methods: {
    ...toolMethods([
      {
        definition: {
          name: 'translate',
          title: '翻訳 / Übersetzen / ترجمه',
          description:
            'Translates texts. Übersetzt Texte. متن را ترجمه می‌کند. मराठीत र्‍य लिहा. 文章を翻訳します。Переводит тексты. ❤️ 👨‍💻 🏴󠁧󠁢󠁥󠁮󠁧󠁿 1️⃣',
          inputSchema: {
            type: 'object',
            properties: {
              текст: { type: 'string', description: 'Что переводить' },
              to: {
                type: 'string',
                enum: ['日本語', 'فارسی', 'Deutsch', 'עברית'],
                default: 'Deutsch',
                description: 'Ziel‑Sprache (z.\u00a0B. „Deutsch“)',
              },
            },
            required: ['текст'],
          },
          annotations: readOnly,
        },
        run: (args) => {
          if (typeof args['текст'] !== 'string') return wrong('текст — обязательный аргумент');
          if (args.to !== undefined && !['日本語', 'فارسی', 'Deutsch', 'עברית'].includes(args.to))
            return wrong('Unbekannte Sprache');
          return text('سلام دنیا — می‌شود 👍🏽 \u200fשלום\u200f');
        },
      },
    ]),
    'prompts/list': (params) =>
      paged(
        'prompts',
        [
          {
            name: 'grüße',
            title: 'Grüße 👋',
            description: 'Schreibt Grüße.',
            arguments: [{ name: 'größe', required: false }],
          },
        ],
        params,
      ),
    'prompts/get': (params) => {
      if (params?.name !== 'grüße') throw new Refusal(-32602, 'Unbekannt');
      const given = params.arguments ?? {};
      if (Array.isArray(given) || Object.values(given).some((one) => typeof one !== 'string'))
        throw new Refusal(-32602, 'größe: nur Text');
      return {
        messages: [{ role: 'user', content: { type: 'text', text: 'Schöne Grüße\u2028aus München\tund Wien.' } }],
      };
    },
  },
};

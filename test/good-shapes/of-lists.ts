// Correct servers without tools: prompts, resources, logging, or nothing at all.

import { deflateSync } from 'node:zlib';
import { Refusal, type Shape } from './peer.ts';
import { LEGACY, LEVELS, paged, PIXEL, PROMPTS } from './parts.ts';

/** Prompts alone, with completion of their arguments. */
export const promptsOnly: Shape = {
  revisions: ['2025-06-18', '2025-11-25'],
  info: { name: 'prompts', version: 'v3' },
  capabilities: { prompts: { listChanged: false }, completions: {} },
  beforeHandshake: new Refusal(-32600, 'Not initialized'),
  waitsForInitialized: true,
  methods: {
    'prompts/list': (params) => paged('prompts', PROMPTS, params, 1),
    'prompts/get': (params) => {
      const { name, arguments: given = {} } = params ?? {};
      if (name === 'greeting') {
        if (typeof given.who !== 'string') throw new Refusal(-32602, 'The argument who is required');
        return {
          messages: [
            { role: 'user', content: { type: 'text', text: `Greet ${given.who} in a ${given.tone ?? 'warm'} tone.` } },
          ],
        };
      }
      if (name === 'no-arguments')
        return { description: 'Fixed', messages: [{ role: 'assistant', content: { type: 'text', text: 'Hello.' } }] };
      if (name === 'with-media')
        return {
          messages: [
            { role: 'user', content: { type: 'image', data: PIXEL, mimeType: 'image/png' } },
            {
              role: 'user',
              content: { type: 'resource', resource: { uri: 'mem://note', mimeType: 'text/plain', text: 'A note.' } },
            },
          ],
        };
      throw new Refusal(-32602, 'Unknown prompt');
    },
    'completion/complete': (params) => {
      const { ref, argument } = params ?? {};
      if (ref?.type !== 'ref/prompt' || typeof argument?.name !== 'string' || typeof argument?.value !== 'string')
        throw new Refusal(-32602, 'Invalid params');
      const prompt = PROMPTS.find(({ name }) => name === ref.name);
      if (prompt?.arguments?.some(({ name }) => name === argument.name) !== true)
        throw new Refusal(-32602, 'Unknown reference');
      const all = argument.name === 'who' ? ['Ada', 'Alan', 'Grace'] : ['warm', 'formal'];
      const values = all.filter((one) => one.toLowerCase().startsWith(argument.value.toLowerCase()));
      return { completion: { values, total: values.length, hasMore: false } };
    },
  },
};

/** Resources alone: templates, subscriptions, blobs; the list is empty but the templates are not. */
export const resourcesOnly = (listed: boolean): Shape => ({
  revisions: LEGACY,
  info: { name: 'files', version: '2.0.0-rc.1' },
  capabilities: { resources: { subscribe: true } },
  instructions: 'Documents by number.',
  methods: {
    'resources/list': (params) =>
      paged(
        'resources',
        listed
          ? [1, 2, 3].map((n) => ({
              uri: `doc://archive/${n}`,
              name: `Document ${n}`,
              mimeType: n === 3 ? 'application/zlib' : 'text/markdown',
            }))
          : [],
        params,
        2,
      ),
    'resources/templates/list': (params) =>
      paged('resourceTemplates', [{ uriTemplate: 'doc://archive/{number}{?page,lang}', name: 'Document' }], params),
    'resources/read': (params) => {
      const uri = params?.uri;
      if (typeof uri !== 'string') throw new Refusal(-32602, 'uri must be a string');
      const number = /^doc:\/\/archive\/([1-3])(?:\?[\w&=]*)?$/.exec(uri)?.[1];
      if (number === undefined) throw new Refusal(-32002, 'Resource not found', { uri });
      if (number === '3')
        return { contents: [{ uri, mimeType: 'application/zlib', blob: deflateSync('three').toString('base64') }] };
      return {
        contents: [{ uri, mimeType: 'text/markdown', text: `# Document ${number}\n\nLorem ipsum dolor sit amet.\n` }],
      };
    },
    'resources/subscribe': (params) => {
      if (!/^doc:\/\/archive\/[1-3]$/.test(params?.uri)) throw new Refusal(-32002, 'Resource not found');
      return {};
    },
    'resources/unsubscribe': (params) => {
      if (typeof params?.uri !== 'string') throw new Refusal(-32602, 'uri must be a string');
      return {};
    },
  },
});

/** Nothing but logging; says something every now and then. */
export const loggingOnly: Shape = {
  revisions: ['2024-11-05', '2025-03-26', '2025-06-18'],
  info: { name: 'logs', version: '1' },
  capabilities: { logging: {} },
  methods: {
    'logging/setLevel': (params) => {
      if (!LEVELS.includes(params?.level)) throw new Refusal(-32602, 'Invalid log level');
      return {};
    },
  },
  chatter: (say) => {
    const timer = setInterval(
      () =>
        say({
          jsonrpc: '2.0',
          method: 'notifications/message',
          params: { level: 'emergency', logger: 'heart', data: { beat: true, list: [1, null] } },
        }),
      400,
    );
    return () => clearInterval(timer);
  },
};

/** Nothing at all. */
export const nothing: Shape = { revisions: LEGACY, info: { name: 'nothing', version: '' }, methods: {} };

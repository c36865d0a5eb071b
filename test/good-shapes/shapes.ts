// Correct servers of shapes that real ones have: each is legal by a sentence of its revision, however odd it looks.

import { deflateSync } from 'node:zlib';
import { type Call, type Loose, type Method, Refusal, type Shape } from './peer.ts';

const text = (value: string, more: Loose = {}): Loose => ({ content: [{ type: 'text', text: value }], ...more });
const wrong = (value: string): Loose => text(value, { isError: true });

export interface Tool {
  readonly definition: Loose;
  readonly run: (args: Loose, call: Call) => Loose | Promise<Loose>;
}

/** `tools/list` and `tools/call` of these; unknown names are refused as the revisions show it. */
export const toolMethods = (
  tools: readonly Tool[],
  pageSize?: number,
  unknownAsResult = false,
): Record<string, Method> => ({
  'tools/list': (params) =>
    paged(
      'tools',
      tools.map(({ definition }) => definition),
      params,
      pageSize,
    ),
  'tools/call': (params, call) => {
    if (typeof params?.name !== 'string') throw new Refusal(-32602, 'Invalid params: name must be a string');
    const args = params.arguments ?? {};
    if (typeof args !== 'object' || Array.isArray(args))
      throw new Refusal(-32602, 'Invalid params: arguments must be an object');
    const tool = tools.find(({ definition }) => definition.name === params.name);
    if (tool !== undefined) return tool.run(args, call);
    if (unknownAsResult) return wrong(`Unknown tool: ${params.name}`);
    throw new Refusal(-32602, `Unknown tool: ${params.name}`);
  },
});

export function paged(member: string, all: readonly Loose[], params: Loose, pageSize?: number): Loose {
  if (pageSize === undefined) {
    if (params?.cursor !== undefined) throw new Refusal(-32602, 'Invalid cursor');
    return { [member]: all };
  }
  const cursor = params?.cursor;
  const from = cursor === undefined ? 0 : Number(/^seite ✓ (\d+)$/.exec(String(cursor))?.[1] ?? Number.NaN);
  if (!(from >= 0 && from <= all.length)) throw new Refusal(-32602, 'Invalid cursor');
  const next = from + pageSize;
  return { [member]: all.slice(from, next), ...(next < all.length ? { nextCursor: `seite ✓ ${next}` } : {}) };
}

const LEVELS = ['debug', 'info', 'notice', 'warning', 'error', 'critical', 'alert', 'emergency'];
const readOnly = { readOnlyHint: true };
const LEGACY = ['2024-11-05', '2025-03-26', '2025-06-18', '2025-11-25'] as const;

/** Looks at the clock, a die and a counter: reading only, and never the same twice. */
const clock: Tool = {
  definition: {
    name: 'get_current_time',
    description: 'Returns the current time, with nanoseconds, in UTC.',
    inputSchema: { type: 'object', properties: {} },
    annotations: { readOnlyHint: true, idempotentHint: true, openWorldHint: false },
  },
  run: () => text(`${new Date().toISOString()} ${process.hrtime.bigint()}`),
};
const dice: Tool = {
  definition: {
    name: 'roll_dice',
    description: 'Rolls dice and returns each of the results as well as the sum.',
    inputSchema: {
      type: 'object',
      properties: {
        sides: { type: 'integer', minimum: 2, maximum: 100 },
        count: { type: 'integer', minimum: 1, maximum: 10 },
      },
      required: ['sides', 'count'],
    },
    outputSchema: {
      type: 'object',
      properties: { rolls: { type: 'array', items: { type: 'integer' } }, sum: { type: 'integer' } },
      required: ['rolls', 'sum'],
    },
    annotations: readOnly,
  },
  run: ({ sides, count }) => {
    if (!(Number.isInteger(sides) && sides >= 2 && sides <= 100))
      return wrong('sides must be an integer from 2 to 100');
    if (!(Number.isInteger(count) && count >= 1 && count <= 10)) return wrong('count must be an integer from 1 to 10');
    const rolls = Array.from({ length: count }, () => 1 + Math.floor(Math.random() * sides));
    const structuredContent = { rolls, sum: rolls.reduce((all, one) => all + one, 0) };
    return { content: [{ type: 'text', text: JSON.stringify(structuredContent, undefined, 2) }], structuredContent };
  },
};

/** Tools only; tells of each error as a result, and of an unknown tool too. */
export const toolsOnly = (revisions: readonly string[]): Shape => ({
  revisions,
  info: { name: 'clock', version: '0' },
  capabilities: { tools: {} },
  beforeHandshake: new Refusal(-32002, 'Server not initialized'),
  methods: toolMethods([clock, dice], undefined, revisions.length > 1),
});

/** 3 s for an answer, one request after the other: as a program without threads does it. */
export const slow: Shape = {
  revisions: LEGACY,
  info: { name: 'slow', version: '1.0' },
  capabilities: { tools: {} },
  serial: true,
  methods: toolMethods([
    {
      definition: {
        name: 'nightly_report',
        description: 'Collects the figures of a day. Takes a few seconds.',
        inputSchema: {
          type: 'object',
          properties: { day: { type: 'string', format: 'date' } },
          additionalProperties: false,
        },
        annotations: readOnly,
      },
      run: async (args) => {
        if (Object.keys(args).some((key) => key !== 'day')) return wrong('unknown argument');
        if (args.day !== undefined && !/^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/.test(args.day))
          return wrong('day must be a date');
        await new Promise((resolve) => setTimeout(resolve, 3000));
        return text('Nothing happened.');
      },
    },
  ]),
};

const PROMPTS = [
  { name: 'greeting', description: 'Greets somebody.', arguments: [{ name: 'who', required: true }, { name: 'tone' }] },
  { name: 'no-arguments', description: 'Says the same every time.' },
  { name: 'with-media', title: 'Media', description: 'Shows a picture and a file.' },
];
const PIXEL = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

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

const address = {
  type: 'object',
  required: ['street', 'country'],
  properties: {
    street: { type: 'string', minLength: 1, maxLength: 80 },
    country: { type: 'string', pattern: '^[A-Z]{2}$' },
  },
  additionalProperties: false,
};

/** Arguments of many kinds, held to the schema to the letter, told as tool errors. */
export const strictArguments = (check: (schema: Loose, value: Loose) => string | undefined): Shape => {
  const definition = {
    name: 'create-shipment.v2',
    title: 'Quote a shipment',
    description:
      'Quotes a shipment. Dates are ISO 8601; never pass a time. Use `express` only if the customer asked for it.',
    inputSchema: {
      $schema: 'https://json-schema.org/draft/2020-12/schema',
      type: 'object',
      $defs: { address },
      required: ['id', 'contact', 'to', 'service', 'weight', 'day'],
      properties: {
        id: { type: 'string', format: 'uuid' },
        contact: { type: 'string', format: 'email' },
        callback: { type: 'string', format: 'uri' },
        to: { $ref: '#/$defs/address' },
        service: { enum: ['standard', 'express', 'überseefracht'] },
        weight: { type: 'number', exclusiveMinimum: 0, maximum: 30, multipleOf: 0.5 },
        day: { type: 'string', format: 'date' },
        tags: { type: 'array', items: { type: 'string', pattern: '^[a-z]+$' }, uniqueItems: true, maxItems: 3 },
        payment: {
          oneOf: [
            {
              type: 'object',
              required: ['invoice'],
              properties: { invoice: { const: true } },
              additionalProperties: false,
            },
            {
              type: 'object',
              required: ['voucher'],
              properties: { voucher: { type: 'string', pattern: '^V-\\d{4}$' } },
              additionalProperties: false,
            },
          ],
        },
      },
      if: { properties: { service: { const: 'express' } }, required: ['service'] },
      // oxlint-disable-next-line unicorn/no-thenable -- a keyword of JSON Schema
      then: { required: ['payment'] },
      additionalProperties: false,
    },
    annotations: { readOnlyHint: true, title: 'Quote' },
  };
  return {
    revisions: LEGACY,
    info: { name: 'shipping', title: 'Shipping', version: '4.5.6' },
    capabilities: { tools: { listChanged: false } },
    methods: toolMethods([
      {
        definition,
        run: (args) => {
          const fault = check(definition.inputSchema, args);
          return fault === undefined
            ? text(`Quote ${args.id}: ${(args.weight * 4.2).toFixed(2)} EUR`)
            : wrong(`Invalid arguments: ${fault}`);
        },
      },
    ]),
  };
};

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

/** Tells of progress, logs and changes all the time. */
export const chatty: Shape = {
  revisions: ['2025-03-26', '2025-06-18', '2025-11-25'],
  info: { name: 'chatty', version: '1.0.0' },
  capabilities: {
    tools: { listChanged: true },
    resources: { listChanged: true, subscribe: true },
    prompts: { listChanged: true },
    logging: {},
  },
  cancels: true,
  anyOrder: 30,
  methods: {
    ...toolMethods([
      {
        definition: {
          name: 'build',
          description: 'Builds the project.',
          inputSchema: { type: 'object', properties: { steps: { type: 'integer', minimum: 1, maximum: 20 } } },
          annotations: readOnly,
        },
        run: async (args, call) => {
          const steps = args.steps === undefined ? 8 : args.steps;
          if (!Number.isInteger(steps) || steps < 1 || steps > 20) return wrong('steps must be from 1 to 20');
          for (let step = 1; step <= steps && !call.signal.aborted; step += 1) {
            await new Promise((resolve) => setTimeout(resolve, 10));
            if (call.peer.logLevel <= (step === steps ? 4 : 1))
              call.notify('notifications/message', {
                level: step === steps ? 'warning' : 'info',
                logger: 'build',
                data: `Step ${step} of ${steps}`,
              });
            if (call.progressToken !== undefined)
              call.notify('notifications/progress', {
                progressToken: call.progressToken,
                progress: step / 3,
                message: `Compiling unit ${step}`,
              });
          }
          return text('Built.');
        },
      },
    ]),
    'prompts/list': (params) => paged('prompts', [], params),
    'prompts/get': () => {
      throw new Refusal(-32602, 'There are no prompts');
    },
    'resources/list': (params) => paged('resources', [], params),
    'resources/templates/list': (params) => paged('resourceTemplates', [], params),
    'resources/read': (params) => {
      throw new Refusal(typeof params?.uri === 'string' ? -32002 : -32602, 'Resource not found');
    },
    'resources/subscribe': (params) => {
      throw new Refusal(typeof params?.uri === 'string' ? -32002 : -32602, 'Resource not found');
    },
    'resources/unsubscribe': () => ({}),
    'logging/setLevel': (params, call) => {
      if (!LEVELS.includes(params?.level)) throw new Refusal(-32602, 'Invalid log level');
      call.peer.logLevel = LEVELS.indexOf(params.level);
      return {};
    },
  },
  chatter: (say) => {
    const kinds = ['tools', 'prompts', 'resources'];
    let turn = 0;
    const timer = setInterval(
      () => say({ jsonrpc: '2.0', method: `notifications/${kinds[(turn += 1) % 3]}/list_changed` }),
      300,
    );
    return () => clearInterval(timer);
  },
};

/** Asks the client whatever the client says that it can answer. */
export const asking: Shape = {
  revisions: ['2025-06-18', '2025-11-25'],
  info: { name: 'asking', version: '1.0.0' },
  capabilities: { tools: {} },
  chatter: (say, peer) => {
    if (peer.clientCapabilities?.roots !== undefined) peer.ask('roots/list', undefined, say).catch(() => undefined);
    if (peer.shape.revisions.includes(peer.revision)) peer.ask('ping', undefined, say).catch(() => undefined);
  },
  methods: toolMethods([
    {
      definition: {
        name: 'introduce',
        description: 'Asks who you are and greets you.',
        inputSchema: { type: 'object' },
        annotations: readOnly,
      },
      run: async (_args, call) => {
        const can = call.clientCapabilities?.elicitation;
        const forms =
          can !== undefined &&
          (call.revision < '2025-11-25' || Object.keys(can).length === 0 || can.form !== undefined);
        if (!forms) return wrong('This tool needs a client that can ask its user.');
        const answer = await call.ask('elicitation/create', {
          message: 'What may I call you?',
          requestedSchema: {
            type: 'object',
            properties: { nickname: { type: 'string', maxLength: 40 } },
            required: ['nickname'],
          },
        });
        if (answer?.action !== 'accept') return text('As you like.');
        return typeof answer.content?.nickname === 'string' ? text('Nice to meet you.') : wrong('That was no name.');
      },
    },
    {
      definition: {
        name: 'haiku',
        description: 'Lets the model write a haiku.',
        inputSchema: { type: 'object' },
        annotations: readOnly,
      },
      run: async (_args, call) => {
        if (call.clientCapabilities?.sampling === undefined) return wrong('This tool needs a client that can sample.');
        const answer = await call.ask('sampling/createMessage', {
          messages: [{ role: 'user', content: { type: 'text', text: 'Write a haiku about rain.' } }],
          maxTokens: 60,
        });
        return answer?.content?.type === 'text' ? text('A haiku was written.') : wrong('That was no text.');
      },
    },
  ]),
};

/** 300 tools of an interface description; three pages. */
export const manyTools: Shape = {
  revisions: LEGACY,
  info: { name: 'many', version: '1.0.0' },
  capabilities: { tools: {} },
  methods: toolMethods(
    Array.from({ length: 300 }, (_, n): Tool => {
      const thing = ['invoice', 'customer', 'order', 'ticket', 'asset', 'invoice line'][n % 6] ?? '';
      const verb = ['List', 'Get', 'Count', 'Find', 'Export'][n % 5] ?? '';
      return {
        definition: {
          name: `${verb.toLowerCase()}_${thing.replace(' ', '_')}_${n}`,
          description: `${verb} ${thing}s of department ${n}.`,
          inputSchema: {
            type: 'object',
            properties: {
              limit: { type: 'integer', minimum: 1, maximum: 100, default: 10 },
              after: { type: 'string', maxLength: 64 },
            },
          },
          annotations: n % 10 === 0 ? readOnly : { destructiveHint: false },
        },
        run: (args) => {
          if (args.limit !== undefined && !(Number.isInteger(args.limit) && args.limit >= 1 && args.limit <= 100))
            return wrong('limit must be from 1 to 100');
          if (args.after !== undefined && (typeof args.after !== 'string' || [...args.after].length > 64))
            return wrong('after must be a text of at most 64 characters');
          return text(`${thing}s: none`);
        },
      };
    }),
    100,
  ),
};

/** The order of keys, blanks and escapes of Python's json.dumps. */
export function pythonic(value: Loose): string {
  if (Array.isArray(value)) return `[${value.map(pythonic).join(', ')}]`;
  if (value !== null && typeof value === 'object')
    return `{${Object.keys(value)
      .sort()
      .filter((key) => value[key] !== undefined)
      .map((key) => `${pythonic(key)}: ${pythonic(value[key])}`)
      .join(', ')}}`;
  return JSON.stringify(value).replaceAll(
    /[\u007f-\uffff]/g,
    (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

const DAY = /^\d{4}-\d{2}-\d{2}$/;
/** Notes that are kept: tools that write, beside tools that read what was written. */
export const notes = (): Shape => {
  const kept = new Map<string, string>();
  return {
    revisions: LEGACY,
    info: { name: 'notes', version: '1.9.0' },
    capabilities: { tools: {}, experimental: {} },
    instructions: 'Keeps notes. Call list_notes before adding one, so that nothing is written twice.',
    methods: toolMethods(
      [
        {
          definition: {
            name: 'add_note',
            description:
              'Add a new note.\n\nIMPORTANT: Always use list_notes first.\n\nArgs:\n    title: the title\n    text: the text\n    day: ISO date (YYYY-MM-DD)\n\nReturns:\n    the number of notes',
            inputSchema: {
              properties: {
                day: { anyOf: [{ type: 'string' }, { type: 'null' }], default: null, title: 'Day' },
                text: { title: 'Text', type: 'string' },
                title: { title: 'Title', type: 'string' },
              },
              required: ['title', 'text'],
              title: 'add_noteArguments',
              type: 'object',
            },
            outputSchema: {
              properties: { result: { title: 'Result', type: 'integer' } },
              required: ['result'],
              title: 'add_noteOutput',
              type: 'object',
            },
          },
          run: ({ title, text: body, day }) => {
            if (
              typeof title !== 'string' ||
              typeof body !== 'string' ||
              !(day === undefined || day === null || typeof day === 'string')
            )
              return wrong('2 validation errors for add_noteArguments\ntitle\n  Field required [type=missing]');
            if (typeof day === 'string' && !DAY.test(day)) return wrong('day: not a date');
            kept.set(title, body);
            return {
              content: [{ type: 'text', text: String(kept.size) }],
              structuredContent: { result: kept.size },
              isError: false,
            };
          },
        },
        {
          definition: {
            name: 'list_notes',
            description: 'List the titles of all notes.',
            inputSchema: { properties: {}, title: 'list_notesArguments', type: 'object' },
            annotations: { readOnlyHint: true },
          },
          run: () => ({ content: [...kept.keys()].map((one) => ({ type: 'text', text: one })), isError: false }),
        },
      ],
      undefined,
      true,
    ),
  };
};

/** 2026-07-28: tools that ask by input_required, resources, prompts, a listening stream. */
export const modern: Shape = {
  revisions: ['2026-07-28'],
  info: { name: 'modern', version: '1.0.0' },
  capabilities: { tools: { listChanged: true }, prompts: {}, resources: {} },
  instructions: 'Looks things up.',
  methods: {
    ...toolMethods([
      { ...clock, definition: { ...clock.definition, annotations: readOnly } },
      dice,
      {
        definition: {
          name: 'confirm',
          description: 'Asks before it looks.',
          inputSchema: { type: 'object', additionalProperties: false },
          annotations: readOnly,
        },
        run: (args, call) => {
          if (Object.keys(args).length > 0) return wrong('No arguments, please.');
          if (call.clientCapabilities?.elicitation === undefined)
            throw new Refusal(-32021, 'Missing client capability', { requiredCapabilities: { elicitation: {} } });
          return text('never seen');
        },
      },
    ]),
    'prompts/list': (params) => paged('prompts', PROMPTS.slice(1, 2), params),
    'prompts/get': (params) => {
      if (params.name !== 'no-arguments') throw new Refusal(-32602, 'Unknown prompt');
      return { messages: [{ role: 'user', content: { type: 'text', text: 'Hello.' } }] };
    },
    'resources/list': (params) =>
      paged(
        'resources',
        [1, 2, 3].map((n) => ({ uri: `doc:${n}`, name: `${n}` })),
        params,
        1,
      ),
    'resources/templates/list': (params) => paged('resourceTemplates', [], params),
    'resources/read': (params) => {
      if (!/^doc:[123]$/.test(params.uri)) throw new Refusal(-32602, 'Resource not found', { uri: params.uri });
      return { contents: [{ uri: params.uri, text: `Document ${params.uri}` }] };
    },
    'subscriptions/listen': (params, call) => {
      if (params.notifications === null || typeof params.notifications !== 'object')
        throw new Refusal(-32602, 'notifications is missing');
      const _meta = { 'io.modelcontextprotocol/subscriptionId': call.id };
      const agreed = params.notifications.toolsListChanged === true ? { toolsListChanged: true } : {};
      call.notify('notifications/subscriptions/acknowledged', { _meta, notifications: agreed });
      return new Promise((resolve) => {
        call.signal.addEventListener('abort', () => resolve({}));
      });
    },
  },
};
const { tools: _tools, ...rest } = modern.capabilities;
export const modernWithoutTools: Shape = {
  ...modern,
  capabilities: rest,
  methods: Object.fromEntries(
    Object.entries(modern.methods).filter(([name]) => !/^(?:tools|subscriptions)\//.test(name)),
  ),
};

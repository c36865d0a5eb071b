// What the server offers, in two shapes: two tools and nothing else, or a bit of everything.

import { randomUUID } from 'node:crypto';
import { modeOf } from './modes.ts';
import { addTasks } from './tasks.ts';
import {
  type Connection,
  type Dict,
  dict,
  type Handler,
  type Loose,
  pause,
  refused,
  Refusal,
  type Server,
} from './server.ts';
import { contents, PNG, prompts, promptTexts, resources, templates } from './shelf.ts';

export type Shape = 'tools' | 'full';

const text = (value: string): Dict => ({ content: [{ type: 'text', text: value }] });
export const failed = (value: string): Dict => ({ ...text(value), isError: true });

const NUMBER = { type: 'number' };

const smallTools: readonly Dict[] = [
  {
    name: 'add',
    description: 'Adds two numbers.',
    inputSchema: {
      type: 'object',
      properties: { a: { ...NUMBER, description: 'The first' }, b: { ...NUMBER, description: 'The second' } },
      required: ['a', 'b'],
    },
    annotations: { readOnlyHint: true },
  },
  {
    name: 'store_note',
    description: 'Keeps a note under a title.',
    inputSchema: {
      type: 'object',
      properties: { title: { type: 'string' }, note: { type: 'string' } },
      required: ['title', 'note'],
    },
  },
];

const readOnly = { annotations: { readOnlyHint: true } };
const nothing = { type: 'object', properties: {}, additionalProperties: false };

const moreTools: readonly Dict[] = [
  { name: 'today', description: 'The day the shop opened.', inputSchema: nothing, ...readOnly },
  { name: 'gallery', description: 'Pictures, sounds and links.', inputSchema: nothing, ...readOnly },
  {
    name: 'wait',
    description: 'Waits, and tells how far it is.',
    inputSchema: {
      type: 'object',
      properties: { seconds: { type: 'number', minimum: 0, maximum: 20, default: 0.2 } },
    },
    ...readOnly,
  },
  { name: 'inventory', description: 'Counts the shelf and logs what it finds.', inputSchema: nothing, ...readOnly },
  { name: 'register', description: 'Asks for a nickname.', inputSchema: nothing, ...readOnly },
  { name: 'link_account', description: 'Links an account by a page of the shop.', inputSchema: nothing, ...readOnly },
  { name: 'summarize', description: 'Lets the model of the client sum up a shelf.', inputSchema: nothing, ...readOnly },
  { name: 'workspace', description: 'Names the roots of the client.', inputSchema: nothing, ...readOnly },
  { name: 'broken', description: 'Its shelf is missing: always fails.', inputSchema: nothing, ...readOnly },
];

const SUM = { type: 'object', properties: { sum: NUMBER }, required: ['sum'] };

/** As much of JSON Schema as the tools above use. */
export function faultsOf(schema: Dict, given: Dict): string[] {
  const properties = dict(schema['properties']);
  const missing = (schema['required'] ?? []).filter((key: string) => !Object.hasOwn(given, key));
  const wrong = Object.entries(given).filter(([key, value]) => {
    const one: Dict | undefined = Object.hasOwn(properties, key) ? properties[key] : undefined;
    if (one === undefined) return schema['additionalProperties'] === false;
    if (typeof value !== one['type']) return true;
    return one['type'] === 'number' && (value < (one['minimum'] ?? -Infinity) || value > (one['maximum'] ?? Infinity));
  });
  return [...missing.map((key: string) => `${key} is missing`), ...wrong.map(([key]) => `${key} does not fit`)];
}

const smallCalls: Record<string, Handler> = {
  add: ({ a, b }) => text(String(a + b)),
  store_note: ({ title }) => text(`Kept ${title.length} letters of title.`),
};

const LEVELS = ['debug', 'info', 'notice', 'warning', 'error', 'critical', 'alert', 'emergency'];

export function log(work: Pick<Parameters<Handler>[1], 'connection' | 'notify'>, level: string, data: Loose): void {
  if (LEVELS.indexOf(level) < LEVELS.indexOf(work.connection.level)) return;
  work.notify('notifications/message', { level, logger: 'shop', data });
}

const moreCalls: Record<string, Handler> = {
  today: () => text('2020-02-02'),
  gallery: (_args, { connection: { version } }) => ({
    content: [
      { type: 'image', data: PNG, mimeType: 'image/png', annotations: { audience: ['user'], priority: 0.5 } },
      ...(version < '2025-03-26' ? [] : [{ type: 'audio', data: 'UklGRg==', mimeType: 'audio/wav' }]),
      ...(version < '2025-06-18' ? [] : [{ type: 'resource_link', uri: 'shop://shelf/1', name: 'shelf 1' }]),
      { type: 'resource', resource: { uri: 'shop://shelf/1', mimeType: 'text/plain', text: 'apples' } },
    ],
  }),
  wait: async ({ seconds = 0.2 }, work) => {
    for (let step = 1; step <= 10 && !work.signal.aborted; step += 1) {
      await pause(seconds * 100, work.signal);
      work.progress(step, {
        total: 10,
        ...(work.connection.version < '2025-03-26' ? {} : { message: `${step} of 10` }),
      });
    }
    return text('rested');
  },
  inventory: (_args, work) => {
    for (const level of LEVELS) log(work, level, { shelf: level.length, text: `shelf looked at (${level})` });
    return text('14 boxes');
  },
  register: async (_args, work) => {
    const { version, client } = work.connection;
    if (version < '2025-06-18' || client['elicitation'] === undefined) return failed('Your client cannot ask you.');
    if (version >= '2025-11-25' && !modeOf(client, 'form')) return failed('Your client shows no forms.');
    const answer = await work.ask('elicitation/create', {
      message: 'What shall we call you?',
      requestedSchema: {
        type: 'object',
        properties: { nickname: { type: 'string', minLength: 1, maxLength: 40 } },
        required: ['nickname'],
      },
    });
    const { action, content } = dict(answer['result']);
    if (action !== 'accept') return text('Then not.');
    const { nickname } = dict(content);
    if (
      typeof nickname !== 'string' ||
      nickname.length < 1 ||
      nickname.length > 40 ||
      Object.keys(dict(content)).length > 1
    )
      return failed('That is no nickname.');
    return text('Welcome!');
  },
  link_account: async (_args, work) => {
    const { version, client } = work.connection;
    if (version < '2025-11-25' || !modeOf(client, 'url')) return failed('Your client opens no pages.');
    const elicitationId = randomUUID();
    const answer = await work.ask('elicitation/create', {
      mode: 'url',
      elicitationId,
      url: `https://shop.example/link/${elicitationId}`,
      message: 'Link the account on our page.',
    });
    if (dict(answer['result'])['action'] !== 'accept') return text('Then not.');
    work.notify('notifications/elicitation/complete', { elicitationId });
    return text('Linked.');
  },
  summarize: async (_args, work) => {
    if (work.connection.client['sampling'] === undefined) return failed('Your client has no model.');
    const answer = await work.ask('sampling/createMessage', {
      messages: [{ role: 'user', content: { type: 'text', text: 'Sum up: apples, pears.' } }],
      maxTokens: 50,
    });
    const content: Loose = dict(answer['result'])['content'];
    const first = Array.isArray(content) ? content[0] : content;
    return dict(first)['type'] === 'text' && typeof first.text === 'string'
      ? text('Summed up.')
      : failed('The model gave no text.');
  },
  workspace: async (_args, work) => {
    const { connection } = work;
    if (connection.client['roots'] === undefined) return failed('Your client has no roots.');
    if (!connection.notes.has('roots')) connection.notes.set('roots', await work.ask('roots/list'));
    const { roots } = dict(connection.notes.get('roots')['result']);
    return Array.isArray(roots) ? text(`${roots.length} roots`) : failed('Your roots cannot be had.');
  },
  broken: () => failed('The shelf is missing.'),
};

const listOf = (server: Server, kind: string, items: () => Dict[]): Handler =>
  function list({ cursor }) {
    const start = cursor === undefined ? 0 : server.cursor.read(cursor, kind);
    if (start === undefined) throw new Refusal(-32602, 'Unknown cursor');
    const all = items();
    const end = start + server.page;
    return {
      [kind]: all.slice(start, end),
      ...(end < all.length ? { nextCursor: server.cursor.make(end, kind) } : {}),
    };
  };

const initialize =
  (server: Server): Handler =>
  (params, { connection }) => {
    const asked: Loose = params['protocolVersion'];
    if (
      typeof asked !== 'string' ||
      typeof params['capabilities'] !== 'object' ||
      typeof params['clientInfo'] !== 'object'
    )
      throw new Refusal(-32602, 'protocolVersion, capabilities and clientInfo are needed');
    connection.version = server.versions.includes(asked) ? asked : (server.versions.at(-1) ?? '');
    connection.client = dict(params['capabilities']);
    connection.phase = 'open';
    const { completions: _c, tasks: _t, ...old } = server.capabilities;
    const { version } = connection;
    const capabilities =
      version < '2025-03-26'
        ? old
        : version < '2025-11-25'
          ? { ...server.capabilities, tasks: undefined }
          : server.capabilities;
    return { protocolVersion: version, capabilities, serverInfo: server.info };
  };

const callTool =
  (server: Server): Handler =>
  (params, work) => {
    const tool = server.tools.find(({ name }) => name === params['name']);
    if (typeof params['name'] !== 'string' || tool === undefined) throw new Refusal(-32602, 'Unknown tool');
    const given: Loose = params['arguments'] ?? {};
    if (typeof given !== 'object' || Array.isArray(given)) throw new Refusal(-32602, 'arguments must be an object');
    const faults = faultsOf(tool['inputSchema'], given);
    if (faults.length > 0) return failed(faults.join('; '));
    return server.calls[tool['name']]?.(given, work);
  };

/** The server of this shape, correct in all it does; mutants change it afterwards. */
export function makeServer(shape: Shape): Server {
  const tools = [...smallTools, ...(shape === 'full' ? moreTools : [])].map((tool) => structuredClone(tool));
  const server: Server = {
    info: { name: 'corner-shop', version: '0.3.1' },
    versions: ['2024-11-05', '2025-03-26', '2025-06-18', '2025-11-25'],
    capabilities: { tools: {} },
    tools,
    calls: { ...smallCalls, ...(shape === 'full' ? moreCalls : {}) },
    resources: [],
    templates: [],
    prompts: [],
    contents: {},
    methods: {},
    notices: {
      'notifications/initialized': (_params, connection) => {
        if (connection.phase === 'open') connection.phase = 'ready';
      },
      'notifications/cancelled': ({ requestId }, connection) => connection.running.get(requestId)?.abort(),
      'notifications/roots/list_changed': (_params, connection) => void connection.notes.delete('roots'),
    },
    batches: ({ version }) => version === '2025-03-26',
    reply: (reply) => reply,
    out: (message) => message,
    before: () => true,
    stray: (_message, connection) => void connection.notes.set('unwanted', true),
    invalid: (message) => refused(idOf(message), -32600, 'Not a message'),
    unreadable: () => refused(null, -32700, 'Not JSON'),
    requestId: (connection) => `shop-${(connection.asked += 1)}`,
    page: 4,
    cursor: {
      make: (at, kind) => Buffer.from(`${kind}:${at}`).toString('base64url'),
      read: (cursor, kind) => {
        const [of, at] = typeof cursor === 'string' ? Buffer.from(cursor, 'base64url').toString().split(':') : [];
        return of === kind && /^\d+$/.test(at ?? '') ? Number(at) : undefined;
      },
    },
    connections: new Set<Connection>(),
    http: {
      sessions: true,
      get: shape === 'full',
      resumable: shape === 'full',
      streams: (value: Loose) => shape === 'full' && value?.method === 'tools/call',
      newId: () => randomUUID(),
      text: (message: Dict) => JSON.stringify(message),
      body: (reply: Dict) => JSON.stringify(reply),
    },
    lines: { encode: (message: Dict) => `${JSON.stringify(message)}\n` },
    notes: new Map(),
  };
  server.methods = {
    initialize: initialize(server),
    ping: () => ({}),
    'tools/list': listOf(server, 'tools', () => server.tools),
    'tools/call': callTool(server),
  };
  if (shape === 'full') addTheRest(server);
  return server;
}

const idOf = (message: Loose): unknown => {
  const id = dict(message)['id'];
  return typeof id === 'string' || typeof id === 'number' ? id : null;
};

function addTheRest(server: Server): void {
  Object.assign(server.capabilities, {
    resources: { subscribe: true, listChanged: true },
    prompts: { listChanged: true },
    tools: { listChanged: true },
    completions: {},
    logging: {},
  });
  const [add] = server.tools;
  if (add !== undefined) add['outputSchema'] = SUM;
  server.calls['add'] = ({ a, b }, { connection: { version } }) => {
    const sum = { sum: a + b };
    return { ...text(JSON.stringify(sum)), ...(version < '2025-06-18' ? {} : { structuredContent: sum }) };
  };
  server.resources = structuredClone(resources);
  server.templates = structuredClone(templates);
  server.prompts = structuredClone(prompts);
  server.contents = contents();
  Object.assign(server.methods, {
    'resources/list': listOf(server, 'resources', () => server.resources),
    'resources/templates/list': listOf(server, 'resourceTemplates', () => server.templates),
    'prompts/list': listOf(server, 'prompts', () => server.prompts),
    ...shelfMethods(server),
  });
  addTasks(server);
}

const shelfMethods = (server: Server): Record<string, Handler> => ({
  'resources/read': ({ uri }) => {
    if (typeof uri !== 'string') throw new Refusal(-32602, 'uri must be a string');
    const found = Object.hasOwn(server.contents, uri) ? server.contents[uri]?.() : undefined;
    if (found === undefined) throw new Refusal(-32002, 'Resource not found', { uri });
    return { contents: found };
  },
  'resources/subscribe': ({ uri }, { connection }) => {
    if (typeof uri !== 'string') throw new Refusal(-32602, 'uri must be a string');
    if (!Object.hasOwn(server.contents, uri)) throw new Refusal(-32002, 'Resource not found', { uri });
    connection.subscribed.add(uri);
    return {};
  },
  'resources/unsubscribe': ({ uri }, { connection }) => {
    connection.subscribed.delete(uri);
    return {};
  },
  'prompts/get': (params, { connection }) => {
    const prompt = server.prompts.find(({ name }) => name === params['name']);
    if (prompt === undefined) throw new Refusal(-32602, 'Unknown prompt');
    const given: Loose = params['arguments'] ?? {};
    const wanted = (prompt['arguments'] ?? []).filter(({ required }: Dict) => required);
    if (wanted.some(({ name }: Dict) => !Object.hasOwn(dict(given), name)))
      throw new Refusal(-32602, 'A required argument is missing');
    if (Object.values(dict(given)).some((value) => typeof value !== 'string'))
      throw new Refusal(-32602, 'Arguments are strings');
    return promptTexts(prompt['name'], given, connection.version);
  },
  'completion/complete': ({ ref, argument }) => {
    const { name, value } = dict(argument);
    if (typeof name !== 'string' || typeof value !== 'string')
      throw new Refusal(-32602, 'argument needs name and value');
    const known =
      dict(ref)['type'] === 'ref/prompt'
        ? server.prompts.some((prompt) => prompt['name'] === ref.name)
        : dict(ref)['type'] === 'ref/resource' && server.templates.some((one) => one['uriTemplate'] === ref.uri);
    if (!known) throw new Refusal(-32602, 'Unknown reference');
    const all = ['1', '2', '3', 'ada', 'bert'].filter((one) => one.startsWith(value));
    return { completion: { values: all, total: all.length, hasMore: false } };
  },
  'logging/setLevel': ({ level }, { connection }) => {
    if (!LEVELS.includes(level)) throw new Refusal(-32602, 'Unknown level');
    connection.level = level;
    return {};
  },
});

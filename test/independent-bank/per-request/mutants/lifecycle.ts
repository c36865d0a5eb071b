// Faults in what every request carries and every answer says, by entry of the inventory.

import {
  anywhere,
  type Bank,
  cut,
  errors,
  lax,
  messages,
  parts,
  put,
  reply,
  results,
  says,
  set,
  unseen,
} from '../plant.ts';
import { type Call, isObj, KEY, type Obj, objOf, pause, Refusal, textOf, VERSION } from '../words.ts';

const notFound = (): never => {
  throw new Refusal(-32601, 'Method not found', undefined, 404);
};

const clientOf = (call: Call): string => textOf(objOf(call.meta[KEY.client])['name']);

/** Remembers on the connection whether discovery was asked for. */
const handshake = anywhere({
  lax: ['socket-memory'],
  asked: (call) => {
    const { notes } = call.link.memory;
    if (call.method === 'server/discover') notes.set('met', true);
    if (!notes.has('met')) throw new Refusal(-32600, 'Discover first', undefined, 400);
    return undefined;
  },
});

/** One slot for the request in hand, which the next one takes. */
const overwritten = anywhere({
  asked: async (call) => {
    call.server.notes.set('current', call.id);
    await pause(5);
    return undefined;
  },
  said: (message, about) => ('result' in message ? [{ ...message, id: about.server.notes.get('current') }] : [message]),
});

export const LIFECYCLE: Bank = {
  'lifecycle.discover-implemented': anywhere(reply('server/discover', notFound)),
  'lifecycle.supported-versions-truthful': anywhere(set('server/discover', ['supportedVersions'], ['2026-11-25'])),
  'lifecycle.unsupported-version-error': anywhere(lax('any-version')),
  'lifecycle.unsupported-version-error#code': anywhere(
    errors((error) => {
      if (error['code'] === -32022) error['code'] = -32602;
    }),
  ),
  'lifecycle.unsupported-version-data': anywhere(
    errors((error) => void (isObj(error['data']) && delete error['data']['requested'])),
  ),
  'lifecycle.unsupported-version-every-method': { ...lax('version-once'), shapes: ['small', 'full'] },
  'lifecycle.meta-missing': anywhere(lax('meta-default', 'version-header-optional')),
  'lifecycle.meta-missing-protocol-version': anywhere(lax('version-default')),
  'lifecycle.meta-missing-client-capabilities': anywhere(lax('capabilities-default')),
  'lifecycle.meta-required-on-every-method': anywhere(lax('meta-only-in-discover')),
  'lifecycle.meta-mistyped': anywhere(lax('types', 'version-header-any', 'any-version')),
  'lifecycle.meta-mistyped#capabilities': anywhere(lax('types')),
  'lifecycle.client-info-optional': anywhere(lax('client-demanded')),
  'lifecycle.no-handshake-needed': handshake,
  'lifecycle.no-remembered-context': { ...lax('meta-remembered'), shapes: ['small', 'full'] },
  'lifecycle.capabilities-per-request': lax('capabilities-remembered'),
  'lifecycle.undeclared-capability-error': lax('asks-anyone'),
  'lifecycle.undeclared-capability-error#code': errors((error) => {
    if (error['code'] === -32021) error['code'] = -32602;
  }),
  'lifecycle.undeclared-capability-data': lax('required-as-list'),
  'lifecycle.no-undeclared-capability-use': lax('asks-anyone'),
  'lifecycle.no-undeclared-capability-use#small': {
    shapes: ['small'],
    ...results('tools/call', (result) => {
      const request = {
        method: 'elicitation/create',
        params: { message: 'Sure?', requestedSchema: { type: 'object', properties: {} } },
      };
      Object.assign(result, { resultType: 'input_required', inputRequests: { sure: request } });
    }),
  },
  'lifecycle.server-info-in-results': anywhere(cut('tools/list', ['_meta', KEY.server])),
  'lifecycle.client-info-not-acted-on': anywhere({
    said: (message, about) => {
      const client = textOf(objOf(objOf(about.params['_meta'])[KEY.client])['name']);
      const { tools } = objOf(message['result']);
      if (!Array.isArray(tools) || client === 'claude-ai') return [message];
      return [{ ...message, result: { ...objOf(message['result']), tools: tools.slice(1) } }];
    },
  }),
  'lifecycle.client-info-not-acted-on#refused': anywhere({
    asked: (call) => {
      if (clientOf(call) === 'claude-ai') throw new Refusal(-32602, 'Not you', undefined, 400);
      return undefined;
    },
  }),
  'lifecycle.reserved-meta-not-assumed': anywhere({
    asked: (call) => {
      const known: readonly string[] = [...Object.values(KEY), 'progressToken', 'traceparent', 'tracestate', 'baggage'];
      if (Object.keys(call.meta).some((key) => !known.includes(key)))
        throw new Refusal(-32602, 'Unknown _meta', undefined, 400);
      return undefined;
    },
  }),
  'lifecycle.unadvertised-method-not-found': {
    shapes: ['small'],
    via: ['stdio', 'http'],
    ...reply('prompts/list', () => {
      throw new Refusal(-32602, 'No prompts here');
    }),
  },
  'lifecycle.removed-methods-not-served': anywhere(reply('ping', () => ({}))),
  'lifecycle.modern-only-rejects-initialize': anywhere({
    ...lax('initialize-like-any', 'old-http', 'meta-default', 'version-header-optional', 'method-header-optional'),
    ...reply('initialize', () => ({
      protocolVersion: VERSION,
      capabilities: {},
      serverInfo: { name: 'x', version: '1' },
    })),
  }),
  'lifecycle.initialize-error-names-versions': anywhere(
    errors((error, _message, about) => {
      if (about.method !== 'initialize') return;
      error['message'] = 'Method not found';
      delete error['data'];
    }),
  ),
  'lifecycle.dual-era-selection': unseen(
    'The server must serve an older revision too; this one is of the newest alone.',
  ),
  'lifecycle.multiple-conversations': overwritten,
  'lifecycle.connection-reuse-not-required': {
    via: ['http'],
    lax: ['socket-memory'],
    asked: (call) => {
      const { notes } = call.link.memory;
      if (call.method === 'tools/list' && call.params['cursor'] !== undefined && !notes.has('paged'))
        throw new Refusal(-32602, 'Unknown cursor');
      if (call.method === 'tools/list') notes.set('paged', true);
      return undefined;
    },
  },
  'lifecycle.extension-ids-well-formed': parts(({ capabilities }) => put(capabilities, ['extensions', 'tasks'], {})),
  'lifecycle.extension-ids-well-formed#small': {
    shapes: ['small'],
    ...parts(({ capabilities }) => put(capabilities, ['extensions'], { tasks: {} })),
  },
  'lifecycle.extension-fallback': lax('tasks-for-all'),
};

const textId = (message: Obj): Obj => ({ ...message, ...('id' in message ? { id: String(message['id']) } : {}) });

const onError = (change: (error: Obj, message: Obj) => void): Bank[string] => anywhere(errors(change));

const recoded = (from: number, to: number): Bank[string] =>
  anywhere(
    errors((error) => {
      if (error['code'] === from) error['code'] = to;
    }),
  );

export const JSONRPC: Bank = {
  'jsonrpc.version-field': onError((_error, message) => void delete message['jsonrpc']),
  'jsonrpc.single-object-messages': anywhere(lax('batches')),
  'jsonrpc.result-id-echo': anywhere(says((message) => ('result' in message ? [textId(message)] : [message]))),
  'jsonrpc.error-id-echo': onError((_error, message) => void delete message['id']),
  'jsonrpc.result-xor-error': anywhere(
    says((message) => ('result' in message ? [{ ...message, error: null }] : [message])),
  ),
  'jsonrpc.one-response-per-request': anywhere({
    lax: ['always-streams', 'late-messages'],
    said: (message) => ('result' in message ? [message, message] : [message]),
  }),
  'jsonrpc.result-type-present': cut('prompts/list', ['resultType']),
  'jsonrpc.result-type-present#tools': anywhere(cut('tools/list', ['resultType'])),
  'jsonrpc.result-type-known': anywhere(set('tools/list', ['resultType'], 'partial')),
  'jsonrpc.error-shape': anywhere(messages((message) => void (isObj(message['error']) && (message['error'] = 'no')))),
  'jsonrpc.error-id-type': onError((_error, message) => void ('id' in message || (message['id'] = []))),
  'jsonrpc.error-id-type#fraction': onError((_error, message) => void ('id' in message || (message['id'] = 1.5))),
  'jsonrpc.error-code-integer': onError((error) => void (error['code'] = String(error['code']))),
  'jsonrpc.error-message-concise': onError(
    (error) =>
      void (error['message'] = `Error: no\n    at run (/srv/app/tools.js:14:7)\n    at main (/srv/app/main.js:2:1)`),
  ),
  'jsonrpc.no-undefined-mcp-codes': recoded(-32602, -32050),
  'jsonrpc.mcp-codes-by-meaning': anywhere(
    reply('tools/call', (call) => {
      if (call.server.parts.tools.every(({ name }) => name !== call.params['name']))
        throw new Refusal(-32021, 'Unknown tool');
      return undefined;
    }),
  ),
  'jsonrpc.no-retired-codes': lax('retired-code'),
  'jsonrpc.legacy-range-not-used': recoded(-32602, -32000),
  'jsonrpc.custom-codes-outside-reserved-range': anywhere(
    reply('tools/call', () => {
      throw new Refusal(-32100, 'Over quota');
    }),
  ),
  'jsonrpc.parse-error': { ...lax('parse-crash'), shapes: ['small', 'full'] },
  // Over HTTP the status suffices, whatever the code.
  'jsonrpc.parse-error#code': { ...recoded(-32700, -32603), via: ['stdio'] },
  'jsonrpc.invalid-request': anywhere(lax('envelope')),
  'jsonrpc.method-not-found': recoded(-32601, -32603),
  'jsonrpc.no-response-to-notification': { ...lax('notification-errors'), shapes: ['small', 'full'] },
  'jsonrpc.notifications-have-no-id': messages(
    (message) => void (message['method'] === 'notifications/progress' && (message['id'] = 99)),
  ),
  'jsonrpc.no-server-requests': anywhere(
    says((message, about) =>
      about.method === 'tools/call' && 'result' in message
        ? [
            {
              jsonrpc: '2.0',
              id: 'q1',
              method: 'elicitation/create',
              params: { message: 'Sure?', requestedSchema: { type: 'object', properties: {} } },
            },
            message,
          ]
        : [message],
    ),
  ),
  'jsonrpc.utf8': anywhere({
    text: (text) => Buffer.from(text, 'latin1'),
    parts: ({ tools }) =>
      tools.forEach(({ definition }) => (definition['description'] = 'Liest das Gerät — für Käufer')),
  }),
  'jsonrpc.utf8#echo': anywhere({
    text: (text) => Buffer.from(text, 'latin1'),
    said: (message, about) => {
      const name = textOf(about.params['name']);
      return isObj(message['error']) && name !== ''
        ? [{ ...message, error: { ...message['error'], message: `Unknown: ${name}` } }]
        : [message];
    },
  }),
  'jsonrpc.base-pattern-support': reply('subscriptions/listen', notFound),
};

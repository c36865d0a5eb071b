// Prompts, completion, pagination.

import { dict, Refusal, type Handler, type Loose, type Server } from '../server.ts';
import type { Mutant } from '../mutant.ts';
import { type Plant, mutant, FULL, HTTP, FULL_HTTP, after, instead, replies, both, undeclared } from './plant.ts';
import { changesQuietly, changesOnCall, unlisted } from './tricks.ts';

const changed = (type: string, change: (content: Loose) => void): Plant =>
  after('prompts/get', (result) => {
    for (const message of result.messages) if (message.content?.type === type) change(message.content);
  });

export const prompts: readonly Mutant[] = [
  mutant('prompts.capability-declared', 'not declared', undeclared('prompts'), FULL),
  mutant('prompts.list-changed-sent', 'changes by itself, silently', changesQuietly('prompts'), FULL),
  mutant('prompts.list-changed-sent', 'a call changes it, silently', changesOnCall('prompts'), FULL),
  mutant('prompts.list-changed-only-declared', 'sent after start', unlisted('prompts'), FULL),
  mutant('prompts.name-unique', 'twice', (server) => void server.prompts.push({ name: 'greet' }), FULL),
  mutant(
    'prompts.listed-gettable',
    'unknown to get',
    both(
      (server) => void server.prompts.push({ name: 'ghost', description: 'No' }),
      instead('prompts/get', (right) => (params, work) => {
        if (params['name'] === 'ghost') throw new Refusal(-32602, 'Unknown prompt');
        return right(params, work);
      }),
    ),
    FULL,
  ),
  mutant(
    'prompts.image-encoded',
    'a data: URL',
    changed('image', (content) => void (content.data = `data:image/png;base64,${content.data}`)),
    FULL,
  ),
  mutant(
    'prompts.audio-encoded',
    'no mimeType',
    changed('audio', (content) => void (content.mimeType = '')),
    FULL,
  ),
  mutant(
    'prompts.embedded-resource-complete',
    'no mimeType',
    changed('resource', (content) => void delete content.resource.mimeType),
    FULL,
  ),
  mutant(
    'prompts.unknown-name-32602',
    '-32603',
    instead('prompts/get', (right, server) => (params, work) => {
      if (!server.prompts.some(({ name }) => name === params['name'])) throw new Refusal(-32603, 'oops');
      return right(params, work);
    }),
    FULL,
  ),
  mutant(
    'prompts.unknown-name-32602',
    'no messages',
    instead(
      'prompts/get',
      (right, server) => (params, work) =>
        server.prompts.some(({ name }) => name === params['name']) ? right(params, work) : { messages: [] },
    ),
    FULL,
  ),
  mutant(
    'prompts.missing-arguments-32602',
    'renders undefined',
    instead(
      'prompts/get',
      (right) => (params, work) =>
        params['name'] === 'greet'
          ? { messages: [{ role: 'user', content: { type: 'text', text: `Greet ${params['arguments']?.customer}` } }] }
          : right(params, work),
    ),
    FULL,
  ),
  mutant(
    'prompts.arguments-validated',
    'renders [object Object]',
    instead('prompts/get', (right) => (params, work) => {
      const given = dict(params['arguments']);
      if (params['name'] !== 'greet' || given['customer'] === undefined) return right(params, work);
      return { messages: [{ role: 'user', content: { type: 'text', text: `Greet ${String(given['customer'])}` } }] };
    }),
    FULL,
  ),
  mutant(
    'prompts.respects-negotiation',
    'get without the capability',
    both(undeclared('prompts'), (server) => void delete server.methods['prompts/list']),
    {
      ...FULL,
      options: { known: [{ property: 'image-content', method: 'prompts/get', params: { name: 'show' } }] },
    },
  ),
];

export const completion: readonly Mutant[] = [
  mutant('completion.capability-declared', 'not declared', undeclared('completions'), FULL),
  mutant('completion.undeclared-32601', '-32603', (server) => {
    server.methods['completion/complete'] = () => {
      throw new Refusal(-32603, 'no');
    };
  }),
  mutant(
    'completion.undeclared-32601',
    '-32603, with prompts',
    both(undeclared('completions'), (server) => {
      server.methods['completion/complete'] = () => {
        throw new Refusal(-32603, 'no');
      };
    }),
    FULL,
  ),
  mutant(
    'completion.max-100-values',
    '250',
    after(
      'completion/complete',
      (result) => void (result.completion.values = Array.from({ length: 250 }, (_one, n) => `v${n}`)),
    ),
    FULL,
  ),
  mutant('completion.unknown-ref-32602', 'an empty list', errorsAsEmpty('Unknown reference'), FULL),
  mutant('completion.missing-argument-32602', 'taken as empty', errorsAsEmpty('argument needs name and value'), FULL),
  mutant(
    'completion.inputs-validated',
    'dies of an unknown type',
    instead('completion/complete', (right) => (params, work) => {
      const type: Loose = dict(params['ref'])['type'];
      if (typeof type === 'string' && !/^ref\/(?:prompt|resource)$/.test(type)) work.connection.hangUp();
      return right(params, work);
    }),
    FULL,
  ),
  mutant(
    'completion.inputs-validated',
    'serves an unknown type',
    instead('completion/complete', (right) => (params, work) => {
      const ref = dict(params['ref']);
      const type = ref['name'] === undefined ? 'ref/resource' : 'ref/prompt';
      return right({ ...params, ref: { ...ref, type } }, work);
    }),
    FULL,
  ),
  mutant(
    'completion.context-accepted',
    'context is refused',
    instead('completion/complete', (right) => (params, work) => {
      if (params['context'] !== undefined) throw new Refusal(-32602, 'unknown member context');
      return right(params, work);
    }),
    FULL,
  ),
];
function errorsAsEmpty(message: string): Plant {
  return replies((reply, asked) => {
    if (asked['method'] === 'completion/complete' && reply.error?.message === message)
      return { jsonrpc: '2.0', id: reply.id, result: { completion: { values: [] } } };
    return undefined;
  });
}

const lists = (act: (right: Handler, server: Server) => Handler): Plant =>
  both(instead('tools/list', act), (server) => void (server.page = 1));
export const pagination: readonly Mutant[] = [
  mutant(
    'pagination.cursor-walk',
    'the same cursor for ever',
    instead('tools/list', (right) => async (_params, work) => ({ ...(await right({}, work)), nextCursor: 'again' })),
  ),
  mutant(
    'pagination.cursor-param-accepted',
    'cursor ignored',
    lists((right) => (_params, work) => right({}, work)),
  ),
  mutant(
    'pagination.cursor-param-accepted',
    'cursor ignored, of resources',
    instead('resources/list', (right) => (_params, work) => right({}, work)),
    FULL_HTTP,
  ),
  mutant(
    'pagination.stable-cursors',
    'once alone',
    lists((right, server) => (params, work) => {
      const used: Set<string> = work.connection.notes.get('used') ?? new Set();
      work.connection.notes.set('used', used);
      void server;
      if (params['cursor'] !== undefined && used.has(params['cursor'])) throw new Refusal(-32602, 'Unknown cursor');
      if (params['cursor'] !== undefined) used.add(params['cursor']);
      return right(params, work);
    }),
  ),
  mutant('pagination.invalid-cursor-graceful', 'dies', (server) => {
    const right = server.cursor.read;
    server.cursor.read = (cursor, kind) => {
      const at = right(cursor, kind);
      if (at === undefined) for (const connection of server.connections) connection.hangUp();
      return at;
    };
  }),
  mutant('pagination.invalid-cursor-32602', 'page one', (server) => {
    const right = server.cursor.read;
    server.cursor.read = (cursor, kind) => right(cursor, kind) ?? 0;
  }),
  mutant(
    'pagination.invalid-cursor-32602',
    '-32603',
    instead('tools/list', (right) => async (params, work) => {
      try {
        return await right(params, work);
      } catch {
        throw new Error('cursor');
      }
    }),
    HTTP,
  ),
];

// Faults in the shape of what is sent, by entry of the inventory.

import {
  anywhere,
  type Bank,
  drop,
  lax,
  messages,
  notes,
  parts,
  put,
  results,
  says,
  set,
  tool,
  unseen,
} from '../plant.ts';
import { isObj, KEY, listOf, type Mutant, type Obj, objOf } from '../words.ts';

const gateway = unseen('A gateway with an upstream of our own is needed.');

const blocks = (type: string, change: (block: Obj) => void): Mutant =>
  results('tools/call', (result) => {
    for (const block of Array.isArray(result['content']) ? (result['content'] as Obj[]) : [])
      if (block['type'] === type) change(block);
  });

const requests = (method: string, change: (params: Obj, request: Obj) => void): Mutant =>
  messages((message) => {
    for (const request of Object.values(objOf(objOf(message['result'])['inputRequests'])).map(objOf))
      if (request['method'] === method) change(objOf(request['params']), request);
  });

const everywhere = (mutant: Mutant): Bank[string] => ({ via: ['stdio', 'http'], ...mutant });
const meta = (key: string, value: unknown): Bank[string] => anywhere(set('tools/list', ['_meta', key], value));
const info = (path: readonly (string | number)[], value: unknown): Bank[string] =>
  anywhere(parts((all) => put(all.info, path, value)));
const ICON = { src: 'https://example.com/icon.png', mimeType: 'image/png' };

export const SCHEMA: Bank = {
  'schema.discover-result': anywhere(set('server/discover', ['supportedVersions'], '2026-07-28')),
  'schema.server-capabilities': anywhere(
    results('server/discover', (result) =>
      put(result, ['capabilities'], { ...objOf(result['capabilities']), tools: true }),
    ),
  ),
  'schema.server-info': anywhere(messages((message) => drop(message, ['result', '_meta', KEY.server, 'version']))),
  'schema.tools-list-result': anywhere(
    results('tools/list', (result) => {
      const list = result['tools'] as Obj[];
      result['tools'] = Object.fromEntries(list.map((one) => [one['name'], one]));
    }),
  ),
  'schema.tool-definition': anywhere(parts(({ tools }) => put(tools.at(-1)?.definition, ['outputSchema'], true))),
  'schema.tool-annotations': anywhere(
    parts(({ tools }) => put(tools.at(-1)?.definition, ['annotations', 'readOnlyHint'], 'yes')),
  ),
  'schema.call-tool-result': anywhere(
    results('tools/call', (result) => {
      if ('structuredContent' in result) delete result['content'];
    }),
  ),
  'schema.content-blocks': blocks('image', (block) => drop(block, ['mimeType'])),
  'schema.media-base64': blocks(
    'image',
    (block) => void (block['data'] = `data:image/png;base64,${String(block['data'])}`),
  ),
  'schema.resources-list-result': parts(({ resources }) => drop(resources[0], ['name'])),
  'schema.resource-templates-list-result': results('resources/templates/list', (result) => {
    result['templates'] = result['resourceTemplates'];
    delete result['resourceTemplates'];
  }),
  'schema.read-resource-result': results('resources/read', (result) =>
    drop((result['contents'] as Obj[] | undefined)?.[0], ['uri']),
  ),
  'schema.prompts-list-result': parts(({ prompts }) => put(prompts[1], ['arguments'], { tone: { required: false } })),
  'schema.get-prompt-result': results('prompts/get', (result) => {
    for (const message of listOf(result['messages']).map(objOf)) message['content'] = [message['content']];
  }),
  'schema.complete-result': results('completion/complete', (result) =>
    put(result, ['completion', 'values'], [{ value: 'one' }]),
  ),
  'schema.input-required-result': messages((message) => {
    const { result } = message;
    if (isObj(result) && typeof result['requestState'] === 'string')
      result['requestState'] = { sealed: result['requestState'] };
  }),
  'schema.elicitation-property-schemas': requests('elicitation/create', (params) =>
    put(params, ['requestedSchema', 'properties', 'pass'], { type: 'string', format: 'password' }),
  ),
  'schema.create-message-request': requests('sampling/createMessage', (params) => drop(params, ['maxTokens'])),
  'schema.list-roots-request': requests('roots/list', (_params, request) => void (request['params'] = [])),
  'schema.progress-notification': everywhere(
    notes('notifications/progress', (params) => void (params['progress'] = '50')),
  ),
  'schema.message-notification': everywhere(
    notes('notifications/message', (params) => void (params['level'] = 'warn')),
  ),
  'schema.cancelled-notification': {
    said: (message, about) =>
      message['method'] === 'notifications/subscriptions/acknowledged'
        ? [message, { jsonrpc: '2.0', method: 'notifications/cancelled', params: { id: about.id } }]
        : [message],
  },
  'schema.resource-updated-notification': everywhere(
    notes('notifications/resources/updated', (params) => {
      params['uris'] = [params['uri']];
      delete params['uri'];
    }),
  ),
  'schema.list-changed-notifications': everywhere(
    messages((message) => {
      if (message['method'] === 'notifications/tools/list_changed') message['params'] = [{ name: 'forecast' }];
    }),
  ),
  'schema.acknowledged-notification': everywhere(
    notes(
      'notifications/subscriptions/acknowledged',
      (params) => void (params['notifications'] = Object.keys(objOf(params['notifications']))),
    ),
  ),
  'schema.listen-result': everywhere({
    lax: ['listen-ends'],
    said: (message, about) =>
      about.method === 'subscriptions/listen' && 'result' in message ? [{ ...message, result: {} }] : [message],
  }),
  'schema.annotations': parts(({ resources }) => put(resources[0], ['annotations', 'priority'], 5)),
  'schema.annotations-last-modified': parts(({ resources }) =>
    put(resources[0], ['annotations', 'lastModified'], 'yesterday'),
  ),
  'schema.icons': info(['icons'], [{ ...ICON, sizes: '48x48' }]),
  'schema.icons#tool': anywhere(tool(['icons'], [{ ...ICON, sizes: '48x48' }])),
  'schema.icon-source': info(['icons'], [{ ...ICON, src: 'file:///srv/icon.png' }]),
  'schema.known-notifications-only': anywhere(
    says((message, about) =>
      about.method === 'tools/call' && 'result' in message
        ? [{ jsonrpc: '2.0', method: 'notifications/elicitation/complete', params: { elicitationId: 'e1' } }, message]
        : [message],
    ),
  ),
  'schema.meta-is-object': anywhere(set('tools/list', ['_meta'], null)),
  'schema.meta-key-format': meta('-x/', 1),
  'schema.meta-reverse-dns': meta('example.com/', 1),
  'schema.meta-reserved-prefix': meta('io.modelcontextprotocol/cost', 1),
  'schema.trace-context-format': meta('traceparent', 'abc'),
  'schema.tool-schemas-valid': anywhere(
    parts(({ tools }) => put(tools.at(-1)?.definition, ['inputSchema', 'properties', 'n'], { type: 'int' })),
  ),
  'schema.dialect-2020-12-supported': lax('old-dialect'),
  'schema.dialect-followed': lax('dialect-ignored'),
  'schema.unsupported-dialect-error': gateway,
  'schema.tool-schema-keywords-preserved': unseen('The schemas that were written must be known.'),
};

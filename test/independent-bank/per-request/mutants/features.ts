// Faults of tools, resources, prompts and completion, by entry of the inventory.

import {
  anywhere,
  type Bank,
  lax,
  type Planted,
  parts,
  put,
  reply,
  results,
  set,
  small,
  tool,
  unseen,
} from '../plant.ts';
import { type Call, listOf, type Mutant, type Obj, objOf, type Parts, Refusal, textOf } from '../words.ts';

const refuses =
  (code: number, message: string): (() => never) =>
  () => {
    throw new Refusal(code, message, undefined, code === -32601 ? 404 : 200);
  };

const undeclared = (area: string): Mutant => ({
  ...lax(`serves-${area}`),
  ...parts(({ capabilities }) => void delete capabilities[area]),
});

const withEntry = (message: Obj, member: string, entry: Obj): Obj => {
  const result = objOf(message['result']);
  return { ...message, result: { ...result, [member]: [...(result[member] as unknown[]), entry] } };
};

/** The last page of this list. */
const ends = (message: Obj, member: string): boolean => {
  const result = objOf(message['result']);
  return Array.isArray(result[member]) && result['nextCursor'] === undefined;
};

/** One more entry on every connection but the first that asks. */
const secondConnection = (method: string, member: string, entry: Obj): Mutant => ({
  said: (message, { server, link, method: asked }) => {
    if (asked !== method || !ends(message, member)) return [message];
    if (!server.shared.has('first')) server.shared.set('first', link.memory);
    return [server.shared.get('first') === link.memory ? message : withEntry(message, member, entry)];
  },
});

const SPARE = { name: 'spare', description: 'One more.', inputSchema: { type: 'object', properties: {} } };
const SPARE_PROMPT = { name: 'spare', description: 'One more.' };
const SPARE_RESOURCE = { uri: 'station://manual', name: 'one more' };

/** An entry that is there once something was asked for on the connection. */
const afterwards = (method: string, trigger: string, member: string, entry: Obj): Mutant => ({
  said: (message, about) => {
    const { notes } = about.link.memory;
    if (about.method === trigger) notes.set('triggered', true);
    const due = about.method === method && notes.has('triggered') && ends(message, member);
    return [due ? withEntry(message, member, entry) : message];
  },
});

const shuffled: Mutant = results('tools/list', (result, { server }) => {
  const list = result['tools'] as unknown[];
  const turn = Number(server.notes.get('turn') ?? 0) + 1;
  server.notes.set('turn', turn);
  result['tools'] = list.map((_, index) => list[(index + turn) % list.length]);
});

const named = (name: string): Mutant =>
  parts(({ tools }) => {
    const own = tools.at(-1);
    if (own !== undefined) Object.assign(own, { name, definition: { ...own.definition, name } });
  });

const twice = (member: 'tools' | 'prompts' | 'resources'): Mutant =>
  parts((all: Parts) => void (all[member] as unknown[]).push((all[member] as unknown[])[0]));

const structured = (change: (result: Obj) => void): Mutant =>
  results('tools/call', (result) => {
    if ('structuredContent' in result) change(result);
  });

const header = (path: readonly (string | number)[], value: unknown): Mutant =>
  parts(({ tools }) => {
    const own = tools.find(({ name }) => name === 'region_rain') ?? tools[0];
    put(own?.definition, ['inputSchema', 'properties', ...path], value);
  });

const gateway = unseen('A gateway with upstreams of our own is needed.');
const credentials = unseen('Two credentials with different rights are needed.');

/** Which call changes a list must be told, where nothing announces it. */
const silently: Planted = {
  ...lax('silent-changes', 'season-stays'),
  known: [{ property: 'changes-list', method: 'tools/call', params: { name: 'preview_season', arguments: {} } }],
};

export const TOOLS: Bank = {
  'tools.capability-declared': anywhere(undeclared('tools')),
  'tools.list-answered': anywhere(reply('tools/list', refuses(-32601, 'Method not found'))),
  'tools.list-same-on-every-connection': {
    shapes: ['small', 'full'],
    ...secondConnection('tools/list', 'tools', SPARE),
  },
  'tools.list-unaffected-by-other-requests': {
    shapes: ['small', 'full'],
    ...afterwards('tools/list', 'tools/call', 'tools', SPARE),
  },
  'tools.list-deterministic-order': anywhere(shuffled),
  'tools.list-changed-notified': silently,
  'tools.name-length': anywhere(named('')),
  'tools.name-length#long': anywhere(named('n'.repeat(129))),
  'tools.name-charset': anywhere(named('get weather')),
  'tools.name-unique': anywhere(twice('tools')),
  'tools.name-case-sensitive': anywhere(lax('names-any-case')),
  'tools.input-schema-is-schema-object': anywhere(
    parts(({ tools }) => put(tools.at(-1)?.definition, ['inputSchema'], null)),
  ),
  'tools.structured-content-present': anywhere(structured((result) => void delete result['structuredContent'])),
  'tools.structured-content-conforms': anywhere(
    structured((result) => void (result['structuredContent'] = { station: 'harbour' })),
  ),
  'tools.structured-content-text-copy': anywhere(structured((result) => void (result['content'] = []))),
  'tools.unknown-tool-error': anywhere(lax('unknown-tool-result')),
  'tools.malformed-call-error': anywhere({
    lax: ['arguments-any', 'unknown-tool-result'],
    asked: (call) =>
      call.method === 'tools/call' && Array.isArray(call.params['arguments']) ? { content: [] } : undefined,
  }),
  'tools.execution-errors-in-result': lax('failures-thrown'),
  'tools.inputs-validated': anywhere(lax('inputs-unchecked')),
  'tools.access-control': credentials,
  'tools.embedded-resources-need-capability': small(
    results(
      'tools/call',
      (result) =>
        void (result['content'] = [
          { type: 'text', text: '{"sum":3}' },
          { type: 'resource', resource: { uri: 'sum://1', text: '3' } },
        ]),
    ),
  ),
  'tools.x-mcp-header-not-empty': anywhere(header(['a', 'x-mcp-header'], '')),
  'tools.x-mcp-header-token': anywhere(header(['line'], { type: 'string', 'x-mcp-header': 'My Header' })),
  'tools.x-mcp-header-unique': anywhere(
    parts(({ tools }) => {
      put(tools[0]?.definition, ['inputSchema', 'properties', 'one'], { type: 'string', 'x-mcp-header': 'Tenant' });
      put(tools[0]?.definition, ['inputSchema', 'properties', 'two'], { type: 'string', 'x-mcp-header': 'tenant' });
    }),
  ),
  'tools.x-mcp-header-primitive': anywhere(
    tool(['inputSchema', 'properties', 'share'], { type: 'number', 'x-mcp-header': 'Share' }),
  ),
  'tools.x-mcp-header-integer-range': anywhere(
    tool(['inputSchema', 'properties', 'big'], {
      type: 'integer',
      'x-mcp-header': 'Big',
      default: 9007199254740993n.toString() === '' ? 0 : 9007199254740994,
    }),
  ),
  'tools.x-mcp-header-statically-reachable': anywhere(
    tool(['inputSchema', 'properties', 'many'], {
      type: 'array',
      items: { type: 'object', properties: { one: { type: 'string', 'x-mcp-header': 'One' } } },
    }),
  ),
  'tools.x-mcp-header-not-sensitive': anywhere(
    tool(['inputSchema', 'properties', 'api_key'], { type: 'string', 'x-mcp-header': 'Key' }),
  ),
  'tools.gateway-disambiguation': gateway,
  'tools.gateway-disambiguation-not-by-server-name': gateway,
};

const reads = (change: (result: Obj, uri: string) => void): Mutant =>
  results('resources/read', (result, about) => change(result, textOf(about.params['uri'])));

const listedAs = (change: (all: Parts) => void): Mutant => parts(change);

const known = (call: Call): boolean =>
  call.server.parts.contents.has(textOf(call.params['uri'])) ||
  textOf(call.params['uri']).startsWith('station://readings');

const PASSWD = 'root:x:0:0:root:/root:/bin/bash\ndaemon:x:1:1:daemon:/usr/sbin:/usr/sbin/nologin\n';

const traversal: Mutant = {
  parts: (all) => {
    all.resources.push({ uri: 'file:///srv/station/log.txt', name: 'log', mimeType: 'text/plain' });
    all.contents.set('file:///srv/station/log.txt', () => ({ mimeType: 'text/plain', text: 'dry' }));
  },
  asked: (call) => {
    const uri = textOf(call.params['uri']);
    if (call.method !== 'resources/read' || !uri.startsWith('file:///srv/station/')) return undefined;
    const steps = decodeURIComponent(uri.slice('file:///srv/station/'.length)).split('/');
    const path = ['srv', 'station'];
    for (const step of steps) {
      if (step === '..') path.pop();
      else path.push(step);
    }
    return path.join('/') === 'etc/passwd' ? { contents: [{ uri, mimeType: 'text/plain', text: PASSWD }] } : undefined;
  },
};

const hex = (text: string): string => Buffer.from(text, 'base64').toString('hex').slice(1);

export const RESOURCES: Bank = {
  'resources.capability-declared': undeclared('resources'),
  'resources.list-answered': reply('resources/list', refuses(-32601, 'Method not found')),
  'resources.listed-are-readable': listedAs(
    ({ resources }) => void resources.push({ uri: 'station://lost', name: 'lost' }),
  ),
  'resources.list-same-on-every-connection': secondConnection('resources/list', 'resources', {
    ...SPARE_RESOURCE,
    uri: 'station://readings/harbour',
  }),
  'resources.list-unaffected-by-other-requests': afterwards('resources/list', 'resources/read', 'resources', {
    ...SPARE_RESOURCE,
    uri: 'station://readings/harbour',
  }),
  'resources.list-changed-notified': silently,
  'resources.updated-notified': unseen(
    'Which call changes a resource must be told, where nothing announces it: known: changes-resource.',
  ),
  'resources.not-found-code': lax('retired-code'),
  'resources.not-found-not-empty': reply('resources/read', (call) => (known(call) ? undefined : { contents: [] })),
  'resources.internal-error-code': unseen('An input that makes the handler fail must be told: known: internal-error.'),
  'resources.uri-validated': reply('resources/read', (call) =>
    call.params['uri'] === '' ? { contents: [{ uri: 'station://manual', text: 'all' }] } : undefined,
  ),
  'resources.no-path-traversal': traversal,
  'resources.binary-base64': reads((result) => {
    for (const one of listOf(result['contents']).map(objOf))
      if (typeof one['blob'] === 'string') one['blob'] = hex(one['blob']);
  }),
  'resources.binary-base64#url': reads((result) => {
    for (const one of listOf(result['contents']).map(objOf))
      if (typeof one['blob'] === 'string') one['blob'] = Buffer.from(one['blob'], 'base64').toString('base64url');
  }),
  'resources.text-is-text': reads((result) => {
    for (const one of listOf(result['contents']).map(objOf))
      if (typeof one['blob'] === 'string') {
        one['text'] = Buffer.from(one['blob'], 'base64').toString('utf8');
        delete one['blob'];
      }
  }),
  'resources.access-control': credentials,
  'resources.permission-checked-first': credentials,
  'resources.https-only-when-direct': listedAs((all) => {
    all.resources.push({ uri: 'https://127.0.0.1:9/records/1', name: 'record' });
    all.contents.set('https://127.0.0.1:9/records/1', () => ({ text: 'one' }));
  }),
  'resources.uri-rfc3986': listedAs((all) => {
    all.resources.push({ uri: 'my resource', name: 'mine' });
    all.contents.set('my resource', () => ({ text: 'mine' }));
  }),
  'resources.template-rfc6570': listedAs(
    ({ templates }) => void templates.push({ uriTemplate: 'file:///{path', name: 'files' }),
  ),
  'resources.uri-unique': listedAs(({ resources }) => void resources.push({ ...resources[0], name: 'again' })),
};

const prompt = (change: (block: Obj) => void, type: string): Mutant =>
  results('prompts/get', (result) => {
    for (const message of listOf(result['messages']).map(objOf)) {
      const block = objOf(message['content']);
      if (block['type'] === type) change(block);
    }
  });

const hidden: Mutant = {
  said: (message, about) => {
    const { notes } = about.link.memory;
    if (about.method === 'prompts/get' && 'result' in message) notes.set('fetched', about.params['name']);
    const { prompts } = objOf(message['result']);
    if (about.method !== 'prompts/list' || !Array.isArray(prompts)) return [message];
    return [
      {
        ...message,
        result: {
          ...objOf(message['result']),
          prompts: (prompts as Obj[]).filter(({ name }) => name !== notes.get('fetched')),
        },
      },
    ];
  },
};

export const PROMPTS: Bank = {
  'prompts.capability-declared': undeclared('prompts'),
  'prompts.list-answered': reply('prompts/list', refuses(-32601, 'Method not found')),
  'prompts.listed-are-gettable': parts(({ prompts }) => void prompts.push({ name: 'lost', description: 'Lost.' })),
  'prompts.list-same-on-every-connection': secondConnection('prompts/list', 'prompts', SPARE_PROMPT),
  'prompts.list-unaffected-by-other-requests': hidden,
  'prompts.list-changed-notified': silently,
  'prompts.image-data': prompt(
    (block) => void (block['data'] = `data:image/png;base64,${textOf(block['data'])}`),
    'image',
  ),
  'prompts.audio-data': prompt((block) => void delete block['mimeType'], 'audio'),
  'prompts.embedded-resource-complete': prompt((block) => void delete objOf(block['resource'])['mimeType'], 'resource'),
  'prompts.unknown-name': reply('prompts/get', (call) =>
    call.server.parts.messages.has(textOf(call.params['name'])) ? undefined : { messages: [] },
  ),
  'prompts.missing-arguments': lax('prompt-required'),
  'prompts.internal-error-code': unseen('An input that makes the handler fail must be told: known: internal-error.'),
  'prompts.arguments-validated': lax('prompt-arguments'),
  'prompts.negotiation-respected': small(
    reply('subscriptions/listen', async (call) => {
      call.say('notifications/subscriptions/acknowledged', {
        notifications: { promptsListChanged: true },
        _meta: { 'io.modelcontextprotocol/subscriptionId': call.id },
      });
      await new Promise((resolve) => call.signal.addEventListener('abort', resolve, { once: true }));
      return {};
    }),
  ),
  'prompts.name-unique': twice('prompts'),
};

const EMPTY = { completion: { values: [] } };

export const COMPLETION: Bank = {
  'completion.capability-declared': undeclared('completions'),
  'completion.at-most-100-values': lax('many-values'),
  'completion.unsupported-method': anywhere({
    ...parts(({ capabilities }) => void delete capabilities['completions']),
    ...reply('completion/complete', () => EMPTY),
  }),
  'completion.invalid-reference': lax('empty-for-unknown'),
  'completion.missing-arguments': lax('completion-loose'),
  'completion.internal-error-code': unseen('An input that makes the handler fail must be told: known: internal-error.'),
  'completion.inputs-validated': lax('any-ref'),
  'completion.sensitive-suggestions-controlled': credentials,
};

export const PAGINATION: Bank = {
  'pagination.next-cursor-type': anywhere(
    results('tools/list', (result) => void ('nextCursor' in result || (result['nextCursor'] = null))),
  ),
  'pagination.cursor-accepted': {
    ...set('nothing', [], 0),
    asked: (call) => {
      if (call.method === 'tools/list' && call.params['cursor'] === '') throw new Refusal(-32602, 'No cursor');
      return undefined;
    },
    said: (message, about) => {
      const result = objOf(message['result']);
      return about.method === 'tools/list' && typeof result['nextCursor'] === 'string'
        ? [{ ...message, result: { ...result, nextCursor: '' } }]
        : [message];
    },
  },
  'pagination.cursor-progress': lax('cursors-ignored'),
  'pagination.stable-cursors': {
    asked: (call) => {
      const cursor = textOf(call.params['cursor']);
      if (cursor === '' || !call.method.endsWith('/list')) return undefined;
      const used = `${call.method} ${cursor}`;
      if (call.server.notes.has(used)) throw new Refusal(-32602, 'Used before');
      call.server.notes.set(used, true);
      return undefined;
    },
  },
  'pagination.invalid-cursor-code': anywhere(lax('cursors-ignored')),
  'pagination.invalid-cursor-graceful': anywhere({
    asked: (call) => {
      const { cursor } = call.params;
      if (cursor !== undefined && !Buffer.from(String(cursor), 'base64url').toString().includes(':'))
        JSON.parse(String(cursor));
      return undefined;
    },
  }),
};

// Faults of multi-round-trip requests, elicitation, sampling and roots, by entry of the inventory.

import { anywhere, type Bank, drop, lax, messages, put, results, says, unseen } from '../plant.ts';
import { isObj, KEY, type Mutant, type Obj, objOf, textOf } from '../words.ts';

type Change = (result: Obj, requests: Obj, about: { method: string; params: Obj }) => void;

/** Changes every input_required result. */
const asked = (change: Change): Mutant =>
  messages((message, about) => {
    const result = message['result'];
    if (isObj(result) && result['resultType'] === 'input_required')
      change(result, objOf(result['inputRequests']), about);
  });

/** Changes the params of questions of one kind. */
const question = (method: string, change: (params: Obj, request: Obj) => void): Mutant =>
  asked((_result, requests) => {
    for (const request of Object.values(requests).map(objOf))
      if (request['method'] === method) change(objOf(request['params']), request);
  });

const form = (change: (params: Obj) => void): Mutant =>
  question('elicitation/create', (params) => {
    if (params['mode'] !== 'url') change(params);
  });
const url = (change: (params: Obj) => void): Mutant =>
  question('elicitation/create', (params) => {
    if (params['mode'] === 'url') change(params);
  });
const sampling = (change: (params: Obj) => void): Mutant => question('sampling/createMessage', change);

const credentials = unseen('Two credentials are needed.');
const browser = unseen('Two browsers with identities of their own are needed.');
const gateway = unseen('A server with an upstream of our own is needed.');
const inForm = (property: string, schema: Obj): Mutant =>
  form((params) => put(params, ['requestedSchema', 'properties', property], schema));

const twice: Mutant = {
  text: (text) =>
    text.replace(/"inputRequests":\{("[^"]+":\{"method":"elicitation\/create")/u, '"inputRequests":{$1},$1'),
};

const perConnection: Mutant = {
  asked: (call) => {
    const { notes } = call.link.memory;
    if (typeof call.params['requestState'] === 'string' && !notes.has('asked')) throw new TypeError('no pending call');
    if (call.method === 'tools/call') notes.set('asked', true);
    return undefined;
  },
};

const SURE = {
  method: 'elicitation/create',
  params: { mode: 'form', message: 'Sure?', requestedSchema: { type: 'object', properties: {} } },
};

export const MRTR: Bank = {
  'mrtr.only-supported-methods': anywhere(
    results('tools/list', (result, about) => {
      if (isObj(objOf(objOf(about.params['_meta'])[KEY.capabilities])['elicitation']))
        Object.assign(result, { resultType: 'input_required', inputRequests: { sure: SURE } });
    }),
  ),
  'mrtr.server-requests-only-this-way': says((message) => {
    const request = Object.values(objOf(objOf(message['result'])['inputRequests'])).map(objOf)[0];
    return request?.['method'] === 'sampling/createMessage'
      ? [{ jsonrpc: '2.0', id: 'q1', ...request }, message]
      : [message];
  }),
  'mrtr.result-type': asked((result) => void (result['resultType'] = 'complete')),
  'mrtr.input-request-kinds': asked((_result, requests) => void (requests['more'] = { method: 'tools/list' })),
  'mrtr.keys-unique': twice,
  'mrtr.not-empty': asked((result) => (drop(result, ['inputRequests']), drop(result, ['requestState']))),
  'mrtr.only-declared-capabilities': lax('asks-anyone'),
  'mrtr.no-assumption-of-retry': {
    asked: async (call) => {
      const open = Number(call.server.notes.get('open') ?? 0);
      if (open > 12) await new Promise((resolve) => call.signal.addEventListener('abort', resolve, { once: true }));
      return undefined;
    },
    said: (message, about) => {
      const { notes } = about.server;
      if (objOf(message['result'])['resultType'] === 'input_required')
        notes.set('open', Number(notes.get('open') ?? 0) + 1);
      return [message];
    },
  },
  // Over stdio the connection is the process, and the text speaks of no other one.
  'mrtr.retry-self-contained': { ...perConnection, lax: ['socket-memory'], via: ['http'] },
  'mrtr.state-attacker-controlled': lax('crash-on-odd-state'),
  // Without the word of an operator on what the state decides, this is a warning.
  'mrtr.state-tampering-rejected': { ...lax('state-unsealed'), want: 'warn' },
  'mrtr.state-bound-to-principal': credentials,
  'mrtr.state-expires': unseen('The lifetime of a state must be told: known: expiring-state.'),
  'mrtr.state-bound-to-request': lax('state-unbound'),
  'mrtr.state-single-use': unseen('The operator must say that a state is for one use.'),
  'mrtr.responses-validated': lax('responses-unchecked'),
  'mrtr.protocol-errors-as-json-rpc': lax('null-responses'),
  'mrtr.unexpected-responses-ignored': anywhere({
    asked: (call) => {
      if (Object.keys(objOf(call.params['inputResponses'])).length > 0 && call.params['requestState'] === undefined)
        throw new TypeError('unknown key');
      return undefined;
    },
  }),
  'mrtr.unexpected-responses-ignored#extra': lax('extra-refused'),
  'mrtr.missing-responses-asked-again': lax('missing-refused'),
};

export const ELICITATION: Bank = {
  'elicitation.only-supported-modes': lax('asks-anyone'),
  'elicitation.common-params': form((params) => drop(params, ['message'])),
  'elicitation.form-params': form((params) => drop(params, ['requestedSchema'])),
  'elicitation.form-schema-flat': inForm('address', { type: 'object', properties: { street: { type: 'string' } } }),
  'elicitation.url-params': url((params) => drop(params, ['message'])),
  'elicitation.url-valid': url((params) => put(params, ['url'], '/connect')),
  'elicitation.url-https': url((params) => put(params, ['url'], 'http://accounts.example.com/connect')),
  'elicitation.url-no-sensitive-data': url((params) =>
    put(params, ['url'], 'https://accounts.example.com/connect?email=ann.lee@example.com'),
  ),
  'elicitation.url-not-preauthenticated': browser,
  'elicitation.form-not-for-secrets': inForm('api_key', { type: 'string' }),
  'elicitation.form-no-clickable-urls': form((params) =>
    put(params, ['message'], 'See https://example.com/why and choose a label.'),
  ),
  // Without the word of an operator on what must not happen, what shows of it is a warning.
  'elicitation.decline-and-cancel-handled': { ...lax('decline-ignored'), want: 'warn' },
  'elicitation.response-validated': lax('content-unchecked'),
  'elicitation.bound-to-user': credentials,
  'elicitation.not-used-for-mcp-authorization': unseen('A protected server is needed.'),
  'elicitation.third-party-credentials-stay-out': browser,
  'elicitation.client-credentials-not-reused': gateway,
  'elicitation.opener-identity-verified': browser,
  'elicitation.same-user-completes': browser,
};

export const SAMPLING: Bank = {
  'sampling.tools-only-when-declared': sampling(
    (params) => void (params['tools'] ??= [{ name: 'one', inputSchema: { type: 'object' } }]),
  ),
  'sampling.include-context-avoided': sampling((params) => void (params['includeContext'] = 'allServers')),
  'sampling.include-context-needs-capability': sampling((params) => void (params['includeContext'] = 'thisServer')),
  'sampling.message-shape': sampling((params) => put(params, ['messages', 0, 'role'], 'system')),
  'sampling.tool-results-alone': lax('text-beside-results'),
  'sampling.tool-use-balanced': lax('first-use-only'),
  'sampling.content-validated': lax('responses-unchecked'),
  'sampling.iteration-limit': lax('endless'),
  'sampling.deprecated-not-adopted': unseen('Advice only: sampling is permitted.'),
};

export const ROOTS: Bank = {
  'roots.capability-checked': lax('asks-anyone'),
  'roots.unavailable-handled': {
    ...lax('first-root-unchecked'),
    said: (message) =>
      textOf(JSON.stringify(message)).includes('Cannot read properties')
        ? [{ jsonrpc: '2.0', id: message['id'], error: { code: -32603, message: 'Internal error' } }]
        : [message],
  },
  'roots.boundaries-respected': unseen('Files of ours on the machine of the target are needed.'),
  'roots.deprecated-not-adopted': unseen('Advice only: roots are permitted.'),
};

// Faults of logging, caching and subscriptions, by entry of the inventory.

import {
  anywhere,
  type Bank,
  cut,
  fullHttp,
  lax,
  messages,
  notes,
  parts,
  put,
  reply,
  results,
  set,
  unseen,
} from '../plant.ts';
import { type Call, isObj, KEY, type Listen, type Mutant, type Obj, objOf, pause, Refusal } from '../words.ts';

const credentials = unseen('Two credentials with different rights are needed.');
const gateway = unseen('A gateway with an upstream of our own is needed.');
const logged = (change: (params: Obj, message: Obj) => void): Bank[string] => ({
  via: ['stdio', 'http'],
  ...notes('notifications/message', change),
});

const reviewed = (change: (params: Obj) => void): Bank[string] => ({ ...logged(change), want: 'warn' });

const LOG = { jsonrpc: '2.0', method: 'notifications/message', params: { level: 'info', data: 'called' } };
const lateLog: Mutant = {
  said: (message, about) => {
    if (message['method'] === 'notifications/message') {
      about.server.notes.set('kept', message);
      return [];
    }
    const kept = about.server.notes.get('kept');
    if (!('result' in message) || !isObj(kept)) return [message];
    about.server.notes.delete('kept');
    return [message, kept];
  },
};

const alsoTo = (which: (listen: Listen, message: Obj) => boolean, method: string): Mutant => ({
  said: (message, about) => {
    if (message['method'] === method)
      for (const listen of about.server.listens) if (which(listen, message)) listen.link.send(tagged(listen, message));
    return [message];
  },
});

const tagged = (listen: Listen, message: Obj): Obj => ({
  ...message,
  params: { ...objOf(message['params']), _meta: { [KEY.subscription]: listen.call.id } },
});

export const LOGGING: Bank = {
  'logging.capability-declared': parts(({ capabilities }) => void delete capabilities['logging']),
  'logging.only-when-requested': lax('log-unasked'),
  'logging.only-when-requested#small': {
    shapes: ['small'],
    via: ['stdio', 'http'],
    said: (message, about) => (about.method === 'tools/call' && 'id' in message ? [LOG, message] : [message]),
  },
  'logging.level-threshold': {
    via: ['stdio', 'http'],
    lax: ['log-level'],
    said: (message, about) =>
      message['method'] === 'notifications/message' && objOf(about.params['_meta'])[KEY.level] === undefined
        ? []
        : [message],
  },
  'logging.before-final-response': { via: ['stdio', 'http'], ...lax('late-messages', 'always-streams'), ...lateLog },
  'logging.not-on-listen-stream': { via: ['stdio', 'http'], ...alsoTo(() => true, 'notifications/message') },
  'logging.only-on-own-stream': fullHttp({
    asked: (call) => {
      call.server.notes.set('newest', call.link);
      return undefined;
    },
    said: (message, about) => {
      const newest = about.server.notes.get('newest') as typeof about.link | undefined;
      if (message['method'] !== 'notifications/message' || newest === undefined) return [message];
      newest.send(message);
      return [];
    },
  }),
  'logging.invalid-level-rejected': { via: ['stdio', 'http'], ...lax('any-level') },
  'logging.internal-error-code': unseen('An input that makes the handler fail must be told: known: internal-error.'),
  'logging.no-secrets': unseen('Needs a log-emitting call that takes what it logs.'),
  'logging.no-pii': unseen('Needs a log-emitting call that takes what it logs.'),
  // What looks internal is reported for review, never as a failure by itself.
  'logging.no-internal-details': reviewed(
    (params) =>
      void (params['data'] = 'Error: no\n    at run (/srv/app/tools.js:14:7)\n    at main (/srv/app/main.js:2:1)'),
  ),
  'logging.consistent-logger-names': logged((params) => void (params['logger'] = `l-${Math.random()}`)),
  'logging.deprecated-not-adopted': unseen('Advice only: the capability is permitted.'),
};

export const CACHING: Bank = {
  'caching.hints-discover': anywhere(
    results('server/discover', (result) => (delete result['ttlMs'], delete result['cacheScope'], undefined)),
  ),
  'caching.hints-tools-list': anywhere(cut('tools/list', ['cacheScope'])),
  'caching.hints-prompts-list': cut('prompts/list', ['ttlMs']),
  'caching.hints-resources-list': cut('resources/list', ['ttlMs']),
  'caching.hints-resource-templates-list': cut('resources/templates/list', ['ttlMs']),
  'caching.hints-resources-read': results(
    'resources/read',
    (result) => (delete result['ttlMs'], delete result['cacheScope'], undefined),
  ),
  'caching.ttl-non-negative-integer': anywhere(set('tools/list', ['ttlMs'], -1)),
  'caching.ttl-non-negative-integer#text': anywhere(set('tools/list', ['ttlMs'], '300000')),
  'caching.scope-value': anywhere(set('tools/list', ['cacheScope'], 'shared')),
  'caching.scope-same-on-all-pages': results(
    'tools/list',
    (result, about) => void (result['cacheScope'] = about.params['cursor'] === undefined ? 'public' : 'private'),
  ),
  'caching.no-hints-on-input-required': messages((message, about) => {
    const result = message['result'];
    if (about.method === 'resources/read' && isObj(result) && result['resultType'] === 'input_required')
      Object.assign(result, { ttlMs: 1000, cacheScope: 'private' });
  }),
  'caching.public-is-user-independent': credentials,
  'caching.access-control-independent': credentials,
  'caching.gateway-key-exact': gateway,
  'caching.gateway-no-mrtr-results': gateway,
  'caching.gateway-private-not-shared': gateway,
  'caching.gateway-ttl-respected': gateway,
  'caching.gateway-poll-jitter': gateway,
};

const acked = (change: (params: Obj, about: Obj) => void): Bank[string] => ({
  via: ['stdio', 'http'],
  ...messages((message, about) => {
    if (message['method'] === 'notifications/subscriptions/acknowledged')
      change(objOf(message['params']), objOf(about.params['notifications']));
  }),
});

const ALL = { toolsListChanged: true, promptsListChanged: true, resourcesListChanged: true };
const everywhere = (mutant: Mutant): Bank[string] => ({ via: ['stdio', 'http'], ...mutant });

const CHANGED = 'notifications/tools/list_changed';

const carried: Mutant = {
  said: (message, about) => {
    if (message['method'] !== 'notifications/subscriptions/acknowledged') return [message];
    const client = `filter ${String(objOf(objOf(about.params['_meta'])[KEY.client])['name'])}`;
    const params = objOf(message['params']);
    const merged = { ...objOf(about.server.notes.get(client)), ...objOf(params['notifications']) };
    about.server.notes.set(client, merged);
    return [{ ...message, params: { ...params, notifications: merged } }];
  },
};

const noCancel: Mutant = { lax: ['listen-uncancelled', 'talks-on', 'all-changes-to-all', 'answers-cancelled'] };

const whole = async (call: Call): Promise<Obj> => {
  await pause(1);
  return { _meta: { [KEY.subscription]: call.id } };
};

export const SUBSCRIPTIONS: Bank = {
  'subscriptions.listen-implemented': everywhere(
    reply('subscriptions/listen', () => {
      throw new Refusal(-32601, 'Method not found', undefined, 404);
    }),
  ),
  'subscriptions.ack-first': everywhere(lax('no-ack')),
  'subscriptions.nothing-before-ack': everywhere({
    said: (message, about) =>
      message['method'] === 'notifications/subscriptions/acknowledged'
        ? [{ jsonrpc: '2.0', method: CHANGED, params: { _meta: { [KEY.subscription]: about.id } } }, message]
        : [message],
  }),
  'subscriptions.ack-subset-of-request': acked(
    (params) => void (params['notifications'] = { ...ALL, resourceSubscriptions: ['station://now'] }),
  ),
  'subscriptions.ack-omits-unsupported': {
    shapes: ['small'],
    via: ['stdio', 'http'],
    ...parts(({ capabilities }) => void (capabilities['tools'] = { listChanged: true })),
    said: acked((params, wanted) => void (params['notifications'] = wanted)).said as NonNullable<Mutant['said']>,
  },
  'subscriptions.ack-honours-advertised': acked((params) => void (params['notifications'] = {})),
  'subscriptions.id-on-every-notification': everywhere(lax('only-ack-tagged')),
  'subscriptions.id-equals-request-id': everywhere(lax('text-subscription')),
  'subscriptions.id-equals-request-id#uuid': everywhere(
    messages((message) => {
      if (message['method'] === 'notifications/subscriptions/acknowledged')
        put(message, ['params', '_meta', KEY.subscription], '1b671a64-40d5-491e-99b0-da01ff1f3341');
    }),
  ),
  'subscriptions.filter-honoured': everywhere(lax('all-changes-to-all')),
  'subscriptions.resource-filter-honoured': everywhere(lax('all-updates-to-all')),
  'subscriptions.no-unsolicited-changes': {
    shapes: ['small', 'full'],
    opened: (say) => say(`{"jsonrpc":"2.0","method":"${CHANGED}"}\n`),
  },
  'subscriptions.no-request-scoped-notifications': everywhere(alsoTo(() => true, 'notifications/progress')),
  'subscriptions.http-sse': fullHttp(reply('subscriptions/listen', whole)),
  'subscriptions.stream-held-open': everywhere(lax('listen-ends')),
  'subscriptions.concurrent': everywhere({
    asked: (call) => {
      if (call.method === 'subscriptions/listen') for (const { end } of call.server.listens) end();
      return undefined;
    },
  }),
  'subscriptions.client-cancel-ends': noCancel,
  'subscriptions.no-carry-over': everywhere(carried),
  'subscriptions.graceful-close-result': unseen('Only an operator can make a server end a subscription.'),
};

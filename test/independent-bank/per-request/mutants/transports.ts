// Faults of Streamable HTTP and of stdio, by entry of the inventory.

import { anywhere, type Bank, fullHttp, lax, overHttp, overStdio, says, unseen } from '../plant.ts';
import { type Mutant, type Obj, objOf, pause, type Visit } from '../words.ts';

const methodOf = (visit: Visit): unknown => objOf(visit.message)['method'];

const coded = (code: number, to = 200): Mutant => ({
  status: (own, message) => (objOf(message?.['error'])['code'] === code ? to : own),
});

const web = (answer: (visit: Visit) => boolean | undefined): Bank[string] => overHttp({ web: answer });

const json = (visit: Visit, code: number, body: Obj): true => {
  visit.answer(code, { 'content-type': 'application/json' }, JSON.stringify(body));
  return true;
};

const isNote = (visit: Visit): boolean =>
  visit.verb === 'POST' && typeof visit.message === 'object' && visit.message !== null && !('id' in visit.message);
const EVENTS = { 'content-type': 'text/event-stream' };

const gateway = unseen('A gateway with an upstream of our own is needed.');

const chatter = (method: string, extra: Obj): Bank[string] =>
  fullHttp(
    says((message) =>
      message['method'] === 'notifications/progress' ? [message, { jsonrpc: '2.0', method, ...extra }] : [message],
    ),
  );

export const HTTP: Bank = {
  'http.endpoint-accepts-post': web((visit) => {
    if (visit.verb !== 'POST' || methodOf(visit) !== 'server/discover') return undefined;
    visit.answer(404, {}, '');
    return true;
  }),
  'http.origin-invalid-403': overHttp(lax('origin')),
  'http.origin-validated-everywhere': overHttp(lax('origin-only-in-discover')),
  'http.origin-valid-accepted': web((visit) => {
    if (visit.headers['origin'] !== undefined) return undefined;
    visit.answer(403, {}, '');
    return true;
  }),
  'http.local-bind': overHttp(lax('all-addresses')),
  'http.authentication': unseen('Every server of the bank answers on loopback alone, where this is advice.'),
  'http.notification-accepted-202': web((visit) =>
    isNote(visit) && methodOf(visit) === 'notifications/cancelled' ? json(visit, 200, {}) : undefined,
  ),
  'http.notification-rejected-error-status': web((visit) =>
    isNote(visit) && (objOf(visit.message)['jsonrpc'] !== '2.0' || typeof methodOf(visit) !== 'string')
      ? json(visit, 200, { jsonrpc: '2.0', error: { code: -32600, message: 'Not fit' } })
      : undefined,
  ),
  'http.request-response-content-type': overHttp({
    headers: (headers) =>
      void (headers['content-type']?.startsWith('application/json') && (headers['content-type'] = 'text/plain')),
  }),
  'http.json-body-single-response': overHttp({
    text: (text, message) =>
      'content' in objOf(message['result']) && !text.startsWith('data:')
        ? `{"jsonrpc":"2.0","method":"notifications/progress","params":{"progressToken":"t","progress":1}}\n${text}`
        : textOr(text),
  }),
  'http.sse-wellformed': fullHttp({
    text: (text) => (text.startsWith('data:') ? text.replace(/,/u, '\n\ndata: ,') : text),
  }),
  'http.sse-notifications-related': chatter('notifications/tools/list_changed', {}),
  'http.sse-no-requests': chatter('elicitation/create', {
    id: 'q',
    params: { message: 'Sure?', requestedSchema: { type: 'object', properties: {} } },
  }),
  'http.sse-ends-after-response': fullHttp(lax('stream-stays')),
  'http.sse-accel-buffering': fullHttp({ headers: (headers) => void delete headers['x-accel-buffering'] }),
  'http.protocol-version-header-missing': overHttp(lax('version-header-optional')),
  'http.protocol-version-header-mismatch': overHttp(lax('version-header-any')),
  'http.unsupported-version-400': overHttp(coded(-32022)),
  'http.method-not-found-404': overHttp(coded(-32601)),
  'http.meta-invalid-400': overHttp(coded(-32602)),
  'http.missing-capability-400': fullHttp(coded(-32021)),
  'http.method-header-missing': overHttp(lax('method-header-optional')),
  'http.method-header-mismatch': overHttp(lax('method-header-any')),
  'http.method-header-value-case': overHttp(lax('method-header-case')),
  'http.header-names-case-insensitive': overHttp(lax('header-case')),
  'http.header-value-whitespace': unseen('The HTTP stack of Node trims header values before any server sees them.'),
  'http.name-header-missing-tools-call': overHttp(lax('name-optional-tools/call')),
  'http.name-header-mismatch-tools-call': overHttp(lax('name-any-tools/call')),
  'http.name-header-missing-resources-read': fullHttp(lax('name-optional-resources/read')),
  'http.name-header-mismatch-resources-read': fullHttp(lax('name-any-resources/read')),
  'http.name-header-missing-prompts-get': fullHttp(lax('name-optional-prompts/get')),
  'http.name-header-mismatch-prompts-get': fullHttp(lax('name-any-prompts/get')),
  'http.name-header-base64-decoded': overHttp(lax('sentinel-literal')),
  'http.name-header-base64-mismatch': overHttp(lax('sentinel-any')),
  'http.name-header-sentinel-exact': overHttp(lax('sentinel-case')),
  'http.header-invalid-characters': overHttp(lax('base64-lenient')),
  'http.header-error-json-rpc': overHttp({ status: (own) => own, ...blank() }),
  'http.param-header-mismatch': fullHttp(lax('params-unchecked')),
  'http.param-header-missing': fullHttp(lax('params-optional')),
  'http.param-header-null-or-absent': fullHttp(lax('params-demanded')),
  'http.param-header-invalid-characters': fullHttp(lax('base64-lenient')),
  'http.param-header-base64-decoded': fullHttp(lax('sentinel-literal')),
  'http.param-header-sentinel-exact': fullHttp(lax('base64-guessed')),
  'http.param-header-numeric-compare': fullHttp(lax('numbers-as-text')),
  'http.gateway-forwards-param-headers': gateway,
  'http.gateway-validation-status': gateway,
  'http.gateway-version-gate': gateway,
  'http.get-405': web(
    (visit) => visit.verb === 'GET' && visit.path === '/mcp' && (visit.begin(200, EVENTS, ': here\n\n'), true),
  ),
  'http.delete-405': web((visit) => visit.verb === 'DELETE' && (visit.answer(200, {}, ''), true)),
  'http.session-id-ignored': web(
    (visit) =>
      visit.verb === 'POST' && visit.headers['mcp-session-id'] !== undefined && (visit.answer(404, {}, ''), true),
  ),
  'http.no-session-id-issued': overHttp({
    headers: (headers, visit) => void (methodOf(visit) === 'server/discover' && (headers['mcp-session-id'] = 's-1')),
  }),
  'http.last-event-id-ignored': web(
    (visit) =>
      visit.verb === 'POST' &&
      visit.headers['last-event-id'] !== undefined &&
      'id' in objOf(visit.message) &&
      (visit.answer(200, EVENTS, `id: 2\ndata: {"jsonrpc":"2.0","id":1,"result":{"resultType":"complete"}}\n\n`), true),
  ),
  'http.legacy-sse-not-adopted': web(
    (visit) =>
      visit.verb === 'GET' &&
      visit.path === '/sse' &&
      (visit.begin(200, EVENTS, 'event: endpoint\ndata: /messages\n\n'), true),
  ),
};

function blank(): Mutant {
  return { text: (text, message) => (objOf(message['error'])['code'] === -32020 ? '' : text) };
}

const textOr = (text: string): string => (text.startsWith('data:') ? `event: message\n${text}` : text);

export const STDIO: Bank = {
  'stdio.no-embedded-newlines': overStdio({ text: (_text, message) => `${JSON.stringify(message, undefined, 2)}\n` }),
  'stdio.stdout-only-mcp': overStdio({ opened: (say) => say('Server started\n') }),
  'stdio.no-requests': overStdio({ opened: (say) => say('{"jsonrpc":"2.0","id":"r1","method":"roots/list"}\n') }),
  // Without the word of an operator that the call can be cancelled, this is a warning.
  'stdio.cancelled-no-further-messages': {
    ...lax('answers-cancelled', 'talks-on', 'works-on', 'slow-scan'),
    want: 'warn',
  },
  'stdio.cancelled-stops-work': unseen('The side effect of a call must be told: known: cancellable.'),
  'stdio.exit-on-eof': overStdio(lax('stays')),
  'stdio.bytestream-framing-reused': unseen('No target is reached over a Unix socket.'),
};

const late = (method: string): Mutant =>
  says((message, about) => {
    if (
      about.method === 'tools/call' &&
      'result' in message &&
      objOf(about.params['_meta'])['progressToken'] !== undefined &&
      method === 'notifications/progress'
    ) {
      const progressToken = objOf(about.params['_meta'])['progressToken'];
      void pause(30).then(() =>
        about.link.send({ jsonrpc: '2.0', method, params: { progressToken, progress: 100, total: 100 } }),
      );
    }
    return [message];
  });

const unasked: Mutant = says((message, about) =>
  about.method === 'tools/call' && 'result' in message && objOf(about.params['_meta'])['progressToken'] === undefined
    ? [{ jsonrpc: '2.0', method: 'notifications/progress', params: { progressToken: 'default', progress: 1 } }, message]
    : [message],
);

export const PROGRESS: Bank = {
  'progress.only-known-tokens': anywhere(unasked),
  'progress.increasing': {
    via: ['stdio', 'http'],
    said: (message) => [
      message['method'] === 'notifications/progress'
        ? { ...message, params: { ...objOf(message['params']), progress: 1 } }
        : message,
    ],
  },
  'progress.stops-at-completion': {
    via: ['stdio', 'http'],
    ...lax('late-messages', 'stream-talks'),
    ...late('notifications/progress'),
  },
  'progress.token-types-accepted': anywhere({
    asked: (call) => {
      if (Number.isInteger(call.meta['progressToken'])) throw new Error('no integers');
      return undefined;
    },
  }),
  'progress.rate-limited': {
    via: ['stdio', 'http'],
    ...says((message) =>
      message['method'] === 'notifications/progress'
        ? Array.from({ length: 200 }, (_, n) => ({
            ...message,
            params: {
              ...objOf(message['params']),
              progress: Number(objOf(message['params'])['progress']) - 1 + (n + 1) / 200,
            },
          }))
        : [message],
    ),
  },
};

export const CANCELLATION: Bank = {
  'cancellation.http-disconnect': unseen('The side effect of a call must be told: known: cancellable.'),
  'cancellation.http-stops-work': unseen('The side effect of a call must be told: known: cancellable.'),
  'cancellation.http-no-further-messages': fullHttp({
    lax: ['works-on', 'talks-on', 'slow-scan'],
    said: (message, about) => {
      const { signal } = about.link;
      const [other] = about.server.listens;
      if (message['method'] === 'notifications/progress' && signal.aborted && other !== undefined) {
        other.link.send(message);
        return [];
      }
      return [message];
    },
  }),
  'cancellation.no-response': lax('error-when-cancelled', 'throws-when-cancelled', 'slow-scan'),
  'cancellation.race-graceful': overStdio(lax('cancel-crash')),
  'cancellation.invalid-ignored': overStdio(lax('cancel-answers')),
  'cancellation.server-sent-only-for-listen': {
    shapes: ['small', 'full'],
    ...says((message, about) =>
      about.method === 'tools/call' && 'result' in message
        ? [
            { jsonrpc: '2.0', method: 'notifications/cancelled', params: { requestId: about.id, reason: 'timed out' } },
            message,
          ]
        : [message],
    ),
  },
  'cancellation.server-sent-on-teardown': unseen('Only an operator can make a server end a subscription.'),
  'cancellation.gateway-upstream-timeout': gateway,
  'cancellation.gateway-maximum-timeout': gateway,
};

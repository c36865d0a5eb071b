// Requests of the server that ask without payload: ping and roots/list are requests, with params only for `_meta`.

import { knownCalls } from '../../artifacts/known-calls.ts';
import { messages, placeOf } from '../../artifacts/messages.ts';
import { check } from '../../kernel/check.ts';
import { brief, isObject, judgeEach, member } from '../../kernel/look.ts';
import { STATEFUL } from '../../kernel/revision.ts';

const BARE: ReadonlySet<string | undefined> = new Set(['ping', 'roots/list']);

export default check({
  title: 'ping and roots/list of the server are requests, and their params (if any) an object',
  level: 'must',
  revisions: STATEFUL,
  requirements: ['schema.server-ping-request', 'schema.list-roots-request'],
  why: 'A ping or a question for roots without id cannot be answered, so the server waits for ever.',
  fix: 'Send them with an id, and with params only to carry _meta.',
  touch: 'passive',
  enabledBy: { known: 'lists-roots' },
  needs: { messages, knownCalls },
  judge: ({ messages: { all } }) =>
    judgeEach(
      all.filter(({ kind, method }) => (kind === 'request' || kind === 'notification') && BARE.has(method)),
      (found) => {
        const method = found.method ?? '';
        if (found.kind === 'notification')
          return { at: [placeOf(found)], got: `${method} without id`, want: 'a request with an id', key: method };
        const params = member(found.message, 'params');
        if (params === undefined || isObject(params)) return undefined;
        return { at: [placeOf(found, '/params')], got: brief(params, 80), want: 'an object', key: `${method} params` };
      },
      'the server asked neither',
    ),
});

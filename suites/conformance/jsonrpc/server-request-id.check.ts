// Requests of the server have an id that can be sent back.

import { knownCalls } from '../../artifacts/known-calls.ts';
import { messages, placeOf } from '../../artifacts/messages.ts';
import { check } from '../../kernel/check.ts';
import { brief, judgeEach, member } from '../../kernel/look.ts';
import { STATEFUL } from '../../kernel/revision.ts';

export default check({
  title: 'Requests of the server have a string or an integer as id',
  level: 'must',
  revisions: STATEFUL,
  requirements: ['jsonrpc.server-request-id-type', 'jsonrpc.server-request-id-not-null'],
  why: 'A client cannot answer a request whose id is null, an object or a fraction; the tool that asked hangs.',
  fix: 'Number your requests, or give them strings.',
  touch: 'passive',
  enabledBy: { known: 'elicits' },
  needs: { messages, knownCalls },
  judge: ({ messages: { requests } }) =>
    judgeEach(
      requests.filter(({ method }) => method?.startsWith('notifications/') !== true),
      (found) => {
        const id = member(found.message, 'id');
        if (typeof id === 'string' || Number.isInteger(id)) return undefined;
        return {
          at: [placeOf(found, '/id')],
          got: `${found.method ?? 'a request'} with id ${brief(id, 40)}`,
          want: 'a string or an integer',
          key: found.method ?? 'unknown',
        };
      },
      'the server sent no request',
    ),
});

// A notification has no id: with one it is a request that nobody can answer.

import { knownCalls } from '../../artifacts/known-calls.ts';
import { messages, placeOf } from '../../artifacts/messages.ts';
import { check } from '../../kernel/check.ts';
import { brief, judgeEach, member } from '../../kernel/look.ts';
import { ALL } from '../../kernel/revision.ts';

export default check({
  title: 'Notifications have no id',
  level: 'must',
  revisions: ALL,
  requirements: ['jsonrpc.notification-without-id', 'jsonrpc.notifications-have-no-id'],
  why: 'Clients take a message with method and id for a request and answer it with an error.',
  fix: 'Leave id out of notifications; null is an id too.',
  touch: 'passive',
  enabledBy: { known: 'emits-progress' },
  needs: { messages, knownCalls },
  judge: ({ messages: { notifications, requests } }) => {
    const wrong = requests.filter(({ method }) => method?.startsWith('notifications/') === true);
    return judgeEach(
      [...notifications, ...wrong],
      (found) =>
        found.kind === 'request'
          ? {
              at: [placeOf(found, '/id')],
              got: `${found.method ?? ''} with id ${brief(member(found.message, 'id'), 40)}`,
              want: 'no id',
              key: found.method ?? '',
            }
          : undefined,
      'no notification was sent',
    );
  },
});

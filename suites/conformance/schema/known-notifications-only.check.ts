// Notifications that the revision does not have are for nobody.

import { knownCalls } from '../../artifacts/known-calls.ts';
import { messages, placeOf } from '../../artifacts/messages.ts';
import { check } from '../../kernel/check.ts';
import { brief, isObject, judgeEach, member } from '../../kernel/look.ts';
import type { JsonObject } from '../../kernel/recording.ts';
import { PER_REQUEST } from '../../kernel/revision.ts';
import { wireOf } from '../../schema/methods.ts';

/** With an extension or an experiment declared, a notification may be its own. */
const extended = (capabilities: JsonObject): boolean =>
  ['extensions', 'experimental'].some((name) => {
    const declared = member(capabilities, name);
    return isObject(declared) && Object.keys(declared).length > 0;
  });

const known = (method: string): boolean => Object.hasOwn(wireOf('2026-07-28').methods.notifications.server, method);
const earlier = (method: string): boolean => Object.hasOwn(wireOf('2025-11-25').methods.notifications.server, method);

export default check({
  title: 'The server sends only notifications that the revision or an extension defines',
  level: 'should',
  revisions: PER_REQUEST,
  requirements: ['schema.known-notifications-only'],
  why: 'Clients drop what they do not know; a notification of an older revision is a promise that nobody hears.',
  fix: 'Drop what the revision removed (notifications/elicitation/complete, notifications/tasks/status), and declare an extension for notifications of your own.',
  touch: 'passive',
  enabledBy: { known: 'emits-progress' },
  needs: { messages, knownCalls },
  judge: ({ messages: { notifications } }, { recording }) =>
    judgeEach(
      notifications.filter(({ revision }) => revision === '2026-07-28'),
      (found) => {
        const method = found.method ?? '';
        if (known(method) || (extended(recording.capabilities) && !earlier(method))) return undefined;
        return {
          at: [placeOf(found, '/method')],
          got: brief(method, 80),
          want: earlier(method) ? 'nothing: this revision removed it' : 'a notification of this revision',
          key: brief(method, 60),
        };
      },
      'no notification was sent',
    ),
});

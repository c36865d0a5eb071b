// A notification that was not agreed on: a client may take it for an error of the protocol.

import { knownCalls } from '../../artifacts/known-calls.ts';
import { notifications } from '../../artifacts/notifications.ts';
import { check } from '../../kernel/check.ts';
import { judgeOnlyDeclared } from '../lists/list-changed.ts';

export default check({
  title: 'notifications/prompts/list_changed is sent only where prompts.listChanged was declared',
  level: 'must',
  revisions: { since: '2025-06-18', until: '2025-11-25' },
  requirements: ['prompts.list-changed-only-declared'],
  why: 'Both sides may use only what was negotiated; a client that was promised no such notification has no handler for it.',
  fix: 'Declare `prompts: { listChanged: true }`, or do not send the notification.',
  touch: 'probing',
  isolation: 'main',
  needs: { notifications, knownCalls },
  // What is on its way by now has time to arrive.
  probe: async (session) => void (await session.settle()),
  judge: (views, look) => judgeOnlyDeclared(views.notifications, look, 'prompts'),
});

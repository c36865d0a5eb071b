// An update nobody could have asked for.

import { knownCalls } from '../../artifacts/known-calls.ts';
import { notifications } from '../../artifacts/notifications.ts';
import { check } from '../../kernel/check.ts';
import { brief, member } from '../../kernel/look.ts';

const METHOD = 'notifications/resources/updated';

export default check({
  title: 'notifications/resources/updated is sent only where resources.subscribe was declared',
  level: 'must',
  revisions: { since: '2025-06-18', until: '2025-11-25' },
  requirements: ['resources.updated-requires-subscribe-capability'],
  why: 'Both sides may use only what was negotiated; a client that was offered no subscription has no handler for updates.',
  fix: 'Declare `resources: { subscribe: true }` and serve resources/subscribe, or do not send the notification.',
  touch: 'probing',
  isolation: 'main',
  needs: { notifications, knownCalls },
  // What is on its way by now has time to arrive.
  probe: async (session) => void (await session.settle()),
  judge: (views, { recording }) => {
    const declared = member(recording.capabilities, 'resources');
    if (member(declared, 'subscribe') === true)
      return { seen: 0, findings: [], note: 'resources.subscribe is declared' };
    const sent = views.notifications.of(METHOD);
    if (sent.length === 0) return { seen: 1, findings: [] };
    const finding = {
      at: sent.slice(0, 5).map((one) => one.where),
      got: `${sent.length} × ${METHOD}, the capability is ${brief(declared ?? 'absent')}`,
      want: 'no such notification, or resources.subscribe declared as true',
      key: METHOD,
    };
    return { seen: 1, findings: [finding] };
  },
});

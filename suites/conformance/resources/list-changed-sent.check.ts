// A client that trusts listChanged keeps its list until it is told: a silent change leaves it with what is gone.

import { listChanges } from '../../artifacts/list-changes.ts';
import { listsAgain } from '../../artifacts/lists-again.ts';
import { notifications } from '../../artifacts/notifications.ts';
import { check } from '../../kernel/check.ts';
import { judgeSent, skipUnlessListChanged } from '../lists/list-changed.ts';

export default check({
  title: 'A change of the resources list is announced where resources.listChanged is declared',
  level: 'should',
  revisions: { since: '2024-11-05', until: '2025-11-25' },
  requirements: ['resources.list-changed-sent'],
  why: 'With listChanged declared, clients keep the list until they are told of a change; a silent one leaves them calling what is gone and missing what is new.',
  fix: 'Send notifications/resources/list_changed whenever the list changes, or do not declare listChanged.',
  touch: 'probing',
  needs: { listChanges, listsAgain, notifications },
  applies: (_, recording) => skipUnlessListChanged(recording, 'resources'),
  judge: (views, look) => judgeSent(views.listChanges, views.listsAgain, views.notifications, look, 'resources'),
});

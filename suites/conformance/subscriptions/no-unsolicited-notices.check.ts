// Nobody who did not subscribe hears of changes.

import { listenLanes } from '../../artifacts/listen-lanes.ts';
import { messages, placeOf } from '../../artifacts/messages.ts';
import { check } from '../../kernel/check.ts';
import { PER_REQUEST } from '../../kernel/revision.ts';

const CHANGE = /^notifications\/(?:(?:tools|prompts|resources)\/list_changed|resources\/updated)$/u;

export default check({
  title: 'Without a subscription no change is told',
  level: 'must',
  revisions: PER_REQUEST,
  requirements: ['subscriptions.no-unsolicited-changes'],
  why: 'Clients of this revision do not expect notices they did not ask for; some close the connection.',
  fix: 'Send list_changed and updated on open subscriptions alone.',
  touch: 'passive',
  needs: { messages, listenLanes },
  judge: ({ messages: seen, listenLanes: lanes }) => {
    const elsewhere = seen.notifications.filter(
      ({ lane, revision, method }) => !lanes.has(lane) && revision === '2026-07-28' && CHANGE.test(method ?? ''),
    );
    return {
      seen: seen.responses.filter(({ lane }) => !lanes.has(lane)).length,
      findings: elsewhere.map((found) => ({
        at: [placeOf(found)],
        got: `${found.method ?? ''} without a subscription`,
        want: 'nothing',
        key: found.method ?? '',
      })),
    };
  },
});

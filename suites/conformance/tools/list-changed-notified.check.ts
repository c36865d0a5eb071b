// A client that listens for changes keeps its list until it is told.

import { knownCalls } from '../../artifacts/known-calls.ts';
import { LISTS, readWalk, walkList } from '../../artifacts/listing.ts';
import { differencesOf, snapshot } from '../../artifacts/lists-again.ts';
import { check } from '../../kernel/check.ts';
import type { Look } from '../../kernel/check.ts';
import { listChangedMethod } from '../../artifacts/list-changes.ts';
import { skipUnlessListChanged } from '../lists/list-changed.ts';
import { judgeNotified, listenAndChange } from '../lists/notified.ts';

const KIND = LISTS.tools;
const FLAG = 'toolsListChanged';
const METHOD = listChangedMethod('tools');

function changed(look: Look): boolean {
  const [before, after] = ['before', 'after'].map((tag) => readWalk(look.tagged(tag)));
  if (before?.end !== 'end' || after?.end !== 'end') return false;
  return differencesOf(snapshot(before.pages, KIND, 0), snapshot(after.pages, KIND, 1)).length > 0;
}

export default check({
  title: 'A change of the tools list is told to whoever listens for it',
  level: 'should',
  revisions: { since: '2026-07-28' },
  requirements: ['tools.list-changed-notified'],
  why: 'With listChanged declared, clients keep the list until they are told of a change; a silent one leaves them with what is gone.',
  fix: 'Send notifications/tools/list_changed on every open subscription that asked for tools list changes.',
  touch: 'probing',
  needs: { knownCalls },
  applies: (views, recording) =>
    skipUnlessListChanged(recording, 'tools') ??
    (views.knownCalls.find('changes-list').length === 0 ? views.knownCalls.missing('changes-list') : undefined),
  probe: async (session, views) => {
    const [call] = views.knownCalls.find('changes-list');
    if (call !== undefined)
      await listenAndChange(session, { [FLAG]: true }, call, METHOD, (lane, tag) => walkList(lane, KIND.method, tag));
  },
  judge: (_, look) =>
    judgeNotified(
      look,
      METHOD,
      (agreed) => agreed[FLAG] === true,
      changed(look),
      'the call did not change the tools list, or the subscription was not agreed to',
    ),
});

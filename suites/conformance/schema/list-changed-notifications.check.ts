// The three notifications of changed lists: a misspelt one is never heard.

import { messages, placeOf } from '../../artifacts/messages.ts';
import { knownCalls } from '../../artifacts/known-calls.ts';
import { check } from '../../kernel/check.ts';
import { brief, isObject, judgeEach, member } from '../../kernel/look.ts';
import { ALL } from '../../kernel/revision.ts';

const NAMES: ReadonlySet<string> = new Set([
  'notifications/tools/list_changed',
  'notifications/resources/list_changed',
  'notifications/prompts/list_changed',
]);

const LIKE = /list.?changed/i;

export default check({
  title: 'Notifications of changed lists have the right name and an object as params',
  level: 'must',
  revisions: ALL,
  requirements: ['schema.list-changed-notifications'],
  why: 'Clients listen for exactly three names; under another one the list they show stays old.',
  fix: 'Send notifications/tools/list_changed, notifications/resources/list_changed or notifications/prompts/list_changed without params.',
  touch: 'passive',
  enabledBy: { known: 'changes-list' },
  needs: { messages, knownCalls },
  judge: ({ messages: { notifications } }) =>
    judgeEach(
      notifications.filter(({ method }) => LIKE.test(method ?? '')),
      (found) => {
        const method = found.method ?? '';
        if (!NAMES.has(method))
          return { at: [placeOf(found, '/method')], got: brief(method, 80), want: [...NAMES].join(', '), key: method };
        const params = member(found.message, 'params');
        if (params === undefined || isObject(params)) return undefined;
        return { at: [placeOf(found, '/params')], got: brief(params, 80), want: 'an object', key: `${method} params` };
      },
      'no change of a list was announced',
    ),
});

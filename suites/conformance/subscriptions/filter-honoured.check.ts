// Who asked for prompts does not want to hear of tools.

import { listens } from '../../artifacts/listens.ts';
import { check } from '../../kernel/check.ts';
import { atFrame, judgeEach, member } from '../../kernel/look.ts';
import { PER_REQUEST } from '../../kernel/revision.ts';

const FLAG_OF: Readonly<Record<string, string>> = {
  'notifications/tools/list_changed': 'toolsListChanged',
  'notifications/prompts/list_changed': 'promptsListChanged',
  'notifications/resources/list_changed': 'resourcesListChanged',
};

export default check({
  title: 'Only notices that were asked for are sent',
  level: 'must',
  revisions: PER_REQUEST,
  requirements: ['subscriptions.filter-honoured', 'subscriptions.no-carry-over'],
  why: 'Each notice makes a client fetch a list again; notices for all cost everybody.',
  fix: 'Check the filter of each subscription before sending.',
  touch: 'probing',
  needs: { listens },
  judge: ({ listens: opened }) =>
    judgeEach(
      opened.all.filter(({ acknowledged }) => acknowledged !== undefined),
      ({ messages, filter, tag }) => {
        const unasked = messages.filter(({ json }) => {
          const flag = FLAG_OF[String(member(json, 'method'))];
          return flag !== undefined && filter[flag] !== true;
        });
        if (unasked.length === 0) return undefined;
        return {
          at: unasked.slice(0, 3).map((frame) => atFrame(frame, 'method')),
          got: String(member(unasked[0]?.json, 'method')),
          want: `only ${Object.keys(filter).join(', ') || 'the acknowledgement'}`,
          key: tag,
        };
      },
      'no subscription was acknowledged',
    ),
});

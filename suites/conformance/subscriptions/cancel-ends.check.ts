// Who cancelled does not want to hear more.

import { listens } from '../../artifacts/listens.ts';
import { check } from '../../kernel/check.ts';
import { atFrame, judgeEach, member } from '../../kernel/look.ts';
import { PER_REQUEST } from '../../kernel/revision.ts';

export default check({
  title: 'After its cancellation nothing comes for a subscription',
  level: 'must',
  revisions: PER_REQUEST,
  transports: ['stdio'],
  requirements: ['subscriptions.client-cancel-ends'],
  why: 'Notices for a subscription that the client forgot are errors to it.',
  fix: 'Drop the subscription on notifications/cancelled with its request id.',
  touch: 'probing',
  needs: { listens },
  judge: ({ listens: opened }) =>
    judgeEach(
      opened.all.filter(({ cancelledAt, acknowledged }) => cancelledAt !== undefined && acknowledged !== undefined),
      ({ messages, cancelledAt, tag }) => {
        const late = messages.filter(
          ({ seq, json }) => seq > (cancelledAt ?? 0) && member(json, 'method') !== 'notifications/cancelled',
        );
        const [first] = late;
        if (first === undefined) return undefined;
        return {
          at: [atFrame(first)],
          got: `${String(member(first.json, 'method'))} after the cancellation`,
          want: 'nothing more',
          key: tag,
        };
      },
      'no subscription was cancelled',
    ),
});

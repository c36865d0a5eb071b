// A resource that is not watched changes without anybody wanting to know.

import { listens } from '../../artifacts/listens.ts';
import { check } from '../../kernel/check.ts';
import { atFrame, brief, judgeEach, member } from '../../kernel/look.ts';
import { PER_REQUEST } from '../../kernel/revision.ts';

export default check({
  title: 'Updates are told for watched resources only',
  level: 'must',
  revisions: PER_REQUEST,
  requirements: ['subscriptions.resource-filter-honoured'],
  why: 'Each update makes a client read the resource again; updates of everything cost everybody.',
  fix: 'Compare the URI with those of the subscription, or with the ones it is a part of.',
  touch: 'probing',
  needs: { listens },
  judge: ({ listens: opened }) =>
    judgeEach(
      opened.all.filter(
        ({ acknowledged, filter }) => acknowledged !== undefined && Array.isArray(filter['resourceSubscriptions']),
      ),
      ({ messages, filter, tag }) => {
        const watched = (filter['resourceSubscriptions'] as readonly unknown[]).map(String);
        const other = messages.find(({ json }) => {
          const uri = member(member(json, 'params'), 'uri');
          return (
            member(json, 'method') === 'notifications/resources/updated' &&
            typeof uri === 'string' &&
            !watched.some((one) => uri.startsWith(one))
          );
        });
        if (other === undefined) return undefined;
        return {
          at: [atFrame(other, 'params', 'uri')],
          got: brief(member(member(other.json, 'params'), 'uri')),
          want: watched.join(', '),
          key: tag,
        };
      },
      'no resource was watched',
    ),
});

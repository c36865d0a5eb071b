// Progress and log messages belong to the request they report on.

import { listens } from '../../artifacts/listens.ts';
import { check } from '../../kernel/check.ts';
import { atFrame, judgeEach, member } from '../../kernel/look.ts';
import { PER_REQUEST } from '../../kernel/revision.ts';

export default check({
  title: 'Progress and log messages of other requests stay off subscription streams',
  level: 'must',
  revisions: PER_REQUEST,
  requirements: ['subscriptions.no-request-scoped-notifications'],
  why: 'A client that reads them on the subscription cannot tell which request they are about.',
  fix: 'Send progress and log messages on the stream of the request that asked for them.',
  touch: 'probing',
  needs: { listens },
  judge: ({ listens: opened }) =>
    judgeEach(
      opened.all.filter(({ acknowledged }) => acknowledged !== undefined),
      ({ messages, tag }) => {
        const foreign = messages.find(({ json }) =>
          /^notifications\/(?:progress|message)$/u.test(String(member(json, 'method'))),
        );
        if (foreign === undefined) return undefined;
        return {
          at: [atFrame(foreign, 'method')],
          got: String(member(foreign.json, 'method')),
          want: 'changes alone',
          key: tag,
        };
      },
      'no subscription was acknowledged',
    ),
});

// Nothing found is not the same as found empty.

import { missingResources } from '../../artifacts/missing-resources.ts';
import { check } from '../../kernel/check.ts';
import { at, brief, judgeEach, member, resultOf } from '../../kernel/look.ts';

export default check({
  title: 'A missing resource is never answered with empty contents',
  level: 'should',
  levels: { '2026-07-28': 'must' },
  revisions: { since: '2024-11-05' },
  requirements: ['resources.not-found-not-empty', 'resources.not-found-32002'],
  why: 'A client takes empty contents for a resource that exists and is empty, and tells the model so.',
  fix: 'Answer with an error where there is no such resource.',
  touch: 'probing',
  needs: { missingResources },
  judge: (views) =>
    judgeEach(
      views.missingResources,
      ({ uri, exchange }) => {
        const contents = member(resultOf(exchange), 'contents');
        if (!Array.isArray(contents) || contents.length > 0) return undefined;
        return {
          at: [at(exchange, 'result', 'contents')],
          got: `contents [] for ${brief(uri, 80)}`,
          want: 'a JSON-RPC error',
          key: brief(uri, 80),
        };
      },
      'no read of a missing resource was answered',
    ),
});

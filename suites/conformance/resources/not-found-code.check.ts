// The code by which a client knows that a resource is gone.

import { missingResources } from '../../artifacts/missing-resources.ts';
import { oncePerKey } from '../../artifacts/once.ts';
import { check } from '../../kernel/check.ts';
import { at, brief, errorOf, judgeEach } from '../../kernel/look.ts';

export default check({
  title: 'Reading a resource that does not exist fails with the code of the revision',
  level: 'should',
  levels: { '2026-07-28': 'must' },
  revisions: { since: '2024-11-05' },
  requirements: ['resources.not-found-32002', 'resources.not-found-code'],
  why: 'By the code a client tells a resource that is gone, which it forgets, from a server in trouble, which it asks again.',
  fix: 'Answer -32002 up to 2025-11-25 and -32602 from 2026-07-28.',
  touch: 'probing',
  needs: { missingResources },
  judge: (views, { recording }) => {
    const wanted = recording.revision >= '2026-07-28' ? -32602 : -32002;
    return oncePerKey(
      judgeEach(
        views.missingResources.filter(({ exchange }) => errorOf(exchange) !== undefined),
        ({ uri, exchange }) => {
          const code = errorOf(exchange)?.code;
          if (code === wanted) return undefined;
          return {
            at: [at(exchange, 'error', 'code')],
            got: `${brief(code)} for ${brief(uri, 80)}`,
            want: String(wanted),
            key: brief(code),
          };
        },
        'no read of a missing resource was answered with an error',
      ),
    );
  },
});

// What is not required is not demanded, and what is not known is not held against the client.

import { check } from '../../kernel/check.ts';
import { at, ending, judgeEach, refusedOutside } from '../../kernel/look.ts';
import { PER_REQUEST } from '../../kernel/revision.ts';
import { served, unanswered } from '../../artifacts/answers.ts';
import { metaProbes } from '../../artifacts/meta-probes.ts';

export default check({
  title: 'Requests without clientInfo or with unknown _meta keys are served',
  level: 'must',
  revisions: PER_REQUEST,
  requirements: ['lifecycle.client-info-optional', 'lifecycle.reserved-meta-not-assumed'],
  why: 'Clients may be configured to stay anonymous, and every extension adds keys: neither may break a request.',
  fix: 'Demand only protocolVersion and clientCapabilities in _meta, and ignore keys that are not known.',
  touch: 'probing',
  needs: { metaProbes },
  judge: ({ metaProbes: { of } }) => {
    const works = new Set(
      of('complete')
        .filter(({ exchange }) => served(exchange))
        .map(({ method }) => method),
    );
    return judgeEach(
      [...of('no-client'), ...of('unknown-keys')].filter(
        // Lists are asked in full elsewhere; the first of them is known to work.
        ({ method, exchange }) => works.has(method) && !unanswered(exchange) && !refusedOutside(exchange),
      ),
      ({ what, method, exchange }) =>
        served(exchange)
          ? undefined
          : {
              at: [at(exchange)],
              got: ending(exchange),
              want: 'the result of a plain request',
              key: `${what}: ${method}`,
            },
      'no complete request was served',
    );
  },
});

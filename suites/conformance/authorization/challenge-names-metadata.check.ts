// In this revision the challenge is the only way to the metadata.

import { unanswered } from '../../artifacts/answers.ts';
import { authorization, BAD, challengeOf } from '../../artifacts/authorization.ts';

import { check } from '../../kernel/check.ts';
import { at, brief, ending, judgeEach } from '../../kernel/look.ts';

export default check({
  title: 'The challenge names the resource metadata',
  level: 'must',
  revisions: { since: '2025-06-18', until: '2025-06-18' },
  transports: ['streamable-http'],
  requirements: ['auth.www-authenticate-resource-metadata'],
  why: 'Clients of 2025-06-18 look nowhere else.',
  fix: 'Add resource_metadata="…" with an absolute url to the Bearer challenge.',
  tags: ['owasp:MCP07'],
  touch: 'probing',
  needs: { authorization },
  judge: ({ authorization: auth }) => {
    if (!auth.required || !auth.refused) return { seen: 0, findings: [], note: auth.note };
    // What is named elsewhere was not asked for.
    const [own] = auth.metadata.filter(({ found }) => found === 'challenge');
    const lost =
      own !== undefined && own.document === undefined && !unanswered(own.exchange) ? own.exchange : undefined;
    return judgeEach(
      [...auth.of('anonymous'), ...BAD.flatMap((name) => auth.of(`bad ${name}`))].filter(
        ({ status }) => status === 401,
      ),
      (exchange) => {
        const named = challengeOf(exchange)?.params['resource_metadata'];
        const key = exchange.tag === 'anonymous' ? 'resource_metadata' : 'resource_metadata bad token';
        if (named === undefined || !URL.canParse(named))
          return { at: [at(exchange)], got: brief(named ?? 'no resource_metadata'), want: 'an absolute url', key };
        if (lost === undefined || exchange.tag !== 'anonymous') return undefined;
        return {
          at: [at(exchange), at(lost)],
          got: `${brief(named)}: ${ending(lost)}`,
          want: 'the url of the metadata',
          key: 'resolves',
        };
      },
      auth.note,
    );
  },
});

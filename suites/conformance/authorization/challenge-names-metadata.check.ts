// In this revision the challenge is the only way to the metadata.

import { authorization, challengeOf } from '../../artifacts/authorization.ts';

import { check } from '../../kernel/check.ts';
import { at, brief, judgeEach } from '../../kernel/look.ts';

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
  judge: ({ authorization: auth }) =>
    auth.required && auth.refused
      ? judgeEach(
          auth.of('anonymous').filter(({ status }) => status === 401),
          (exchange) => {
            const named = challengeOf(exchange)?.params['resource_metadata'];
            return named !== undefined && URL.canParse(named)
              ? undefined
              : {
                  at: [at(exchange)],
                  got: brief(named ?? 'no resource_metadata'),
                  want: 'an absolute url',
                  key: 'resource_metadata',
                };
          },
          auth.note,
        )
      : { seen: 0, findings: [], note: auth.note },
});

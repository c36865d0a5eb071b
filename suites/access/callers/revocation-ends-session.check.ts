// A session does not outlive the token it was opened with.

import { check } from '../../kernel/check.ts';
import { at, judgeEach } from '../../kernel/look.ts';
import { endedOf } from './steps.ts';
import { nothing } from './verdicts.ts';
import { callers, NO_CALLERS } from './callers.ts';

export default check({
  title: 'A session ends when its token is revoked',
  level: 'must',
  severity: 'high',
  revisions: { since: '2024-11-05' },
  transports: ['streamable-http', 'http-sse'],
  requirements: [],
  why: 'Where the token is looked at only when a session opens, whoever stole it keeps the session for as long as he likes.',
  fix: 'Validate the token of every request, those with a session id included.',
  tags: ['owasp:MCP07'],
  touch: 'probing',
  needs: { callers },
  judge: ({ callers: compared }) => {
    if (compared.facts === undefined) return nothing(NO_CALLERS);
    return judgeEach(
      compared.of('after-revocation').filter(({ exchange }) => endedOf(exchange) !== 'unclear'),
      ({ caller, exchange }) =>
        endedOf(exchange) === 'served'
          ? {
              at: [at(exchange)],
              got: `${exchange.method} was answered to ${caller} after its token was revoked`,
              want: '401',
              key: caller,
            }
          : undefined,
      'no token could be revoked: callers.<name>.oauth.revocationUrl in the configuration',
    );
  },
});

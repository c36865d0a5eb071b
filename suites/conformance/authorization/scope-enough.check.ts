// Whoever brings what was asked for is let in.

import { challengeOf } from '../../artifacts/authorization.ts';
import { needsToken, tokenProbes } from '../../artifacts/token-probes.ts';
import { check } from '../../kernel/check.ts';
import { at, ending, judgeEach } from '../../kernel/look.ts';

export default check({
  title: 'A token with the scopes that a challenge named is enough',
  level: 'should',
  revisions: { since: '2025-11-25' },
  transports: ['streamable-http'],
  requirements: ['auth.insufficient-scope-lists-scopes', 'authorization.scope-challenge-complete'],
  why: 'One scope at a time means one consent page after the other for a single call.',
  fix: 'Name every scope the operation needs in one challenge.',
  tags: ['owasp:MCP07'],
  touch: 'probing',
  needs: { tokenProbes },
  applies: (_, recording) => needsToken(recording, 'insufficientScope', 'challengedScope'),
  judge: ({ tokenProbes: probes }, { recording }) => {
    const missing = needsToken(recording, 'insufficientScope', 'challengedScope');
    return judgeEach(
      probes.retried('challengedScope').filter(({ status }) => status !== undefined && status !== 429 && status < 500),
      (exchange) =>
        // What is wrong with the call otherwise is not a matter of scope.
        exchange.status !== 401 && exchange.status !== 403
          ? undefined
          : {
              at: [at(exchange)],
              got: `${ending(exchange)}${challengeOf(exchange) === undefined ? '' : ', another challenge'}`,
              want: 'the call served',
              key: exchange.method,
            },
      missing?.note ??
        'nothing was refused for want of scope; name a call: known: [{ property: needs-scope, method: tools/call, params: {…} }]',
    );
  },
});

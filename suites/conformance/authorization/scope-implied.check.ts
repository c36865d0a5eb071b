// More than enough is enough.

import { challengeOf } from '../../artifacts/authorization.ts';
import { needsToken, tokenProbes } from '../../artifacts/token-probes.ts';
import { check } from '../../kernel/check.ts';
import { at, ending, judgeEach } from '../../kernel/look.ts';

export default check({
  title: 'A broader scope is accepted where a narrower one is demanded',
  level: 'must',
  revisions: { since: '2026-07-28' },
  transports: ['streamable-http'],
  requirements: ['authorization.scope-hierarchy'],
  why: 'A client that holds the broader right cannot get anything better, and is refused for ever.',
  fix: 'Compare what scopes permit, not how they are written.',
  tags: ['owasp:MCP07'],
  touch: 'probing',
  needs: { tokenProbes },
  applies: (_, recording) => needsToken(recording, 'insufficientScope', 'broaderScope'),
  judge: ({ tokenProbes: probes }, { recording }) => {
    const missing = needsToken(recording, 'insufficientScope', 'broaderScope');
    return judgeEach(
      probes.retried('broaderScope').filter(({ status }) => status !== undefined && status !== 429 && status < 500),
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

// Scheme and host mean the same in either case.

import { tokenProbes, needsToken } from '../../artifacts/token-probes.ts';
import { check } from '../../kernel/check.ts';
import { at, ending, judgeEach } from '../../kernel/look.ts';

export default check({
  title: 'A token whose audience has scheme and host in upper case is accepted',
  level: 'should',
  revisions: { since: '2025-06-18' },
  transports: ['streamable-http'],
  requirements: ['auth.canonical-uri-case', 'authorization.canonical-uri-case'],
  why: 'Clients and authorization servers write addresses as they were given; RFC 3986 makes the case of scheme and host no difference.',
  fix: 'Normalise the audience before comparing it: scheme and host in lower case.',
  tags: ['owasp:MCP07'],
  severity: 'medium',
  touch: 'probing',
  needs: { tokenProbes },
  applies: (_, recording) => needsToken(recording, 'upperCaseAudience'),
  judge: ({ tokenProbes: probes }, { recording }) => {
    const missing = needsToken(recording, 'upperCaseAudience');
    return judgeEach(
      probes.opened('upperCaseAudience').filter(({ status }) => status !== undefined && status !== 429 && status < 500),
      (exchange) => {
        const served = exchange.outcome === 'result';
        if (served) return undefined;
        return {
          at: [at(exchange)],
          got: served ? 'served' : ending(exchange),
          want: 'the answer to a good token',
          key: 'upperCaseAudience',
        };
      },
      missing?.note ?? 'the target gave no answer to the token',
    );
  },
});

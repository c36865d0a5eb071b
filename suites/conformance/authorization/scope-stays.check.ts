// The same lack, the same demand.

import { challengeOf } from '../../artifacts/authorization.ts';
import { needsToken, tokenProbes } from '../../artifacts/token-probes.ts';
import { check } from '../../kernel/check.ts';
import { at, brief } from '../../kernel/look.ts';

const setOf = (scope: string | undefined): string => (scope ?? '').split(/\s+/u).filter(Boolean).sort().join(' ');

export default check({
  title: 'A call that lacks scope is refused with the same scopes each time',
  level: 'should',
  revisions: { since: '2025-11-25' },
  transports: ['streamable-http'],
  requirements: ['auth.scope-strategy-consistent'],
  why: 'A client that is told other scopes each time asks its user again and again.',
  fix: 'Decide once how challenges name scopes, and build them from the operation alone.',
  tags: ['owasp:MCP07'],
  touch: 'probing',
  needs: { tokenProbes },
  applies: (_, recording) => needsToken(recording, 'insufficientScope'),
  judge: ({ tokenProbes: probes }, { recording }) => {
    const missing = needsToken(recording, 'insufficientScope');
    const asked = probes.refused.filter((exchange) => exchange.by !== 'open' && exchange.status === 403);
    const [first, ...others] = asked;
    const wanted = setOf(challengeOf(first)?.params['scope']);
    const other = others.find((exchange) => setOf(challengeOf(exchange)?.params['scope']) !== wanted);
    return {
      seen: others.length,
      findings:
        other === undefined
          ? []
          : [
              {
                at: [at(other), at(first)],
                got: brief(setOf(challengeOf(other)?.params['scope'])),
                want: brief(wanted),
                key: 'scope',
              },
            ],
      note:
        missing?.note ??
        'no call was refused to the token with 403; name one: known: [{ property: needs-scope, method: tools/call, params: {…} }]',
    };
  },
});

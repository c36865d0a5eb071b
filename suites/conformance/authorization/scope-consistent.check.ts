// The same request needs the same rights each time.

import { authorization, challengeOf } from '../../artifacts/authorization.ts';

import { check } from '../../kernel/check.ts';
import { at, brief } from '../../kernel/look.ts';

export default check({
  title: 'The same request is challenged with the same scopes',
  level: 'should',
  revisions: { since: '2025-11-25' },
  transports: ['streamable-http'],
  requirements: ['auth.scope-consistent', 'authorization.scope-consistent'],
  why: 'A client that gets other scopes each time asks its user again and again.',
  fix: 'Build the scopes of a challenge from the request alone.',
  tags: ['owasp:MCP07'],
  touch: 'probing',
  needs: { authorization },
  judge: ({ authorization: auth }) => {
    const asked = [...auth.of('anonymous'), ...auth.of('again')].filter(
      (exchange) => challengeOf(exchange)?.scheme === 'bearer',
    );
    const sets = asked.map((exchange) => (challengeOf(exchange)?.params['scope'] ?? '').split(/\s+/u).sort().join(' '));
    if (!auth.required || asked.length < 2) return { seen: 0, findings: [], note: auth.note };
    const other = sets.findIndex((set) => set !== sets[0]);
    return {
      seen: asked.length,
      findings:
        other === -1
          ? []
          : [
              {
                at: [at(asked[other]), at(asked[0])],
                got: brief(sets[other] ?? ''),
                want: brief(sets[0] ?? ''),
                key: 'scope',
              },
            ],
    };
  },
});

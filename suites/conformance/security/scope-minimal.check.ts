// A scope for everything is no scope.

import { authorization, challengeOf } from '../../artifacts/authorization.ts';
import { check } from '../../kernel/check.ts';
import { at, brief } from '../../kernel/look.ts';

const BROAD = /^(?:\*|all|full[-_ ]?access|.*:\*|root|admin:all)$/iu;

export default check({
  title: 'Scopes are asked for sparingly',
  level: 'should',
  revisions: { since: '2025-11-25', until: '2025-11-25' },
  transports: ['streamable-http'],
  requirements: ['security.scope-minimal'],
  why: 'A token with every right does every harm when it is lost.',
  fix: 'Challenge with the scopes that the request needs, and name no wildcard.',
  tags: ['owasp:MCP02'],
  touch: 'probing',
  needs: { authorization },
  judge: ({ authorization: auth }) => {
    const [anonymous] = auth.of('anonymous');
    const challenged = (challengeOf(anonymous)?.params['scope'] ?? '').split(/\s+/u).filter(Boolean);
    const supported = auth.document?.document?.['scopes_supported'];
    const listed = Array.isArray(supported) ? supported.map(String) : [];
    if (!auth.required || challenged.length + listed.length === 0) return { seen: 0, findings: [], note: auth.note };
    const broad = [...new Set([...challenged, ...listed])].filter((scope) => BROAD.test(scope));
    const everything = listed.length > 2 && listed.every((scope) => challenged.includes(scope));
    return {
      seen: challenged.length + listed.length,
      findings: [
        ...broad.map((scope) => ({
          at: [at(anonymous)],
          got: `the scope ${brief(scope, 60)}`,
          want: 'scopes for single rights',
          key: brief(scope, 60),
        })),
        ...(everything
          ? [
              {
                at: [at(anonymous)],
                got: `all ${listed.length} scopes in one challenge`,
                want: 'the scopes of the request',
                key: 'everything',
              },
            ]
          : []),
      ],
    };
  },
});

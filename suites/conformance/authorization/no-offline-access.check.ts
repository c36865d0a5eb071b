// A refresh token is for the client to ask for, not for the server to demand.

import { authorization, challengeOf } from '../../artifacts/authorization.ts';

import { check } from '../../kernel/check.ts';
import { at } from '../../kernel/look.ts';

export default check({
  title: 'offline_access is in no challenge and no metadata',
  level: 'should',
  revisions: { since: '2026-07-28' },
  transports: ['streamable-http'],
  requirements: ['authorization.no-offline-access'],
  why: 'Demanding it makes every client hold tokens that never end.',
  fix: 'Leave offline_access out of scope and scopes_supported.',
  tags: ['owasp:MCP07'],
  touch: 'probing',
  needs: { authorization },
  judge: ({ authorization: auth }) => {
    if (!auth.required) return { seen: 0, findings: [], note: auth.note };
    const challenged = auth
      .of('anonymous')
      .filter((exchange) => (challengeOf(exchange)?.params['scope'] ?? '').split(/\s+/u).includes('offline_access'));
    const supported = auth.document?.document?.['scopes_supported'];
    const listed =
      Array.isArray(supported) && supported.includes('offline_access') && auth.document !== undefined
        ? [auth.document.exchange]
        : [];
    return {
      seen: 1,
      findings: [...challenged, ...listed].map((exchange) => ({
        at: [at(exchange)],
        got: 'offline_access',
        want: 'scopes of this server alone',
        key: exchange.tag ?? '',
      })),
    };
  },
});

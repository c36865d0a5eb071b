// One name for one thing.

import { authorization } from '../../artifacts/authorization.ts';

import { check } from '../../kernel/check.ts';
import { at, brief } from '../../kernel/look.ts';

export default check({
  title: 'The resource is written without a trailing slash',
  level: 'should',
  revisions: { since: '2025-06-18' },
  transports: ['streamable-http'],
  requirements: ['auth.canonical-uri-no-trailing-slash', 'authorization.canonical-no-trailing-slash'],
  why: 'Audiences are compared as text; a slash more makes a token useless.',
  fix: 'Publish the url without a slash at its end.',
  tags: ['owasp:MCP07'],
  touch: 'probing',
  needs: { authorization },
  judge: ({ authorization: auth }) => {
    const resource = auth.document?.document?.['resource'];
    if (typeof resource !== 'string' || auth.document === undefined) return { seen: 0, findings: [], note: auth.note };
    const endpoint = auth.of('anonymous')[0]?.sent.http?.url ?? '';
    const slash = resource.endsWith('/') && !endpoint.endsWith('/');
    return {
      seen: 1,
      findings: slash
        ? [{ at: [at(auth.document.exchange)], got: brief(resource, 100), want: 'no slash at the end', key: 'slash' }]
        : [],
    };
  },
});

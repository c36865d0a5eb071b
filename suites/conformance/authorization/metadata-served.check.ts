// The metadata says who issues tokens for this server.

import { authorization } from '../../artifacts/authorization.ts';

import { check } from '../../kernel/check.ts';
import { at, brief, ending, header } from '../../kernel/look.ts';

export default check({
  title: 'Protected resource metadata is served to everybody, as JSON',
  level: 'must',
  revisions: { since: '2025-06-18' },
  transports: ['streamable-http'],
  requirements: [
    'auth.prm-implemented',
    'auth.discovery-one-of',
    'auth.prm-content-type',
    'authorization.prm-implemented',
    'authorization.prm-discoverable',
  ],
  why: 'Without it a client does not know which authorization server to go to.',
  fix: 'Serve /.well-known/oauth-protected-resource (RFC 9728) without credentials, as application/json, and name it in the challenge.',
  tags: ['owasp:MCP07'],
  touch: 'probing',
  needs: { authorization },
  judge: ({ authorization: auth }) => {
    if (!auth.required) return { seen: 0, findings: [], note: auth.note };
    if (auth.document === undefined) {
      const places = auth.metadata.map(({ exchange }) => at(exchange));
      return {
        seen: 1,
        findings: [
          {
            at: places.length > 0 ? places : [at(auth.of('anonymous')[0])],
            got: auth.metadata.map(({ exchange, found }) => `${found}: ${ending(exchange)}`).join('; '),
            want: 'HTTP 200 with a JSON object',
            key: 'missing',
          },
        ],
      };
    }
    const type = header(auth.document.exchange, 'content-type') ?? 'none';
    return {
      seen: 1,
      findings: /^application\/json\b/iu.test(type)
        ? []
        : [
            {
              at: [at(auth.document.exchange)],
              got: `Content-Type ${brief(type, 60)}`,
              want: 'application/json',
              key: 'type',
            },
          ],
    };
  },
});

// The list of authorization servers is what the metadata is for.

import { authorization, documentOf } from '../../artifacts/authorization.ts';

import { check } from '../../kernel/check.ts';
import { at, brief, judgeEach } from '../../kernel/look.ts';
import type { Exchange } from '../../kernel/recording.ts';

/** https, or loopback; private addresses are left to the operator. */
function isSafe(issuer: unknown): boolean {
  if (typeof issuer !== 'string' || !URL.canParse(issuer)) return false;
  const { protocol, hostname } = new URL(issuer);
  return (
    protocol === 'https:' ||
    /^(?:localhost|.*\.localhost|127\.[\d.]+|\[::1\]|10\.[\d.]+|192\.168\.[\d.]+|172\.(?:1[6-9]|2\d|3[01])\.[\d.]+)$/u.test(
      hostname,
    )
  );
}

interface Address {
  readonly url: unknown;
  readonly exchange: Exchange;
  readonly key: string;
}

/** Addresses to which credentials go, as an authorization server on the origin of the target names them (RFC 8414, section 2). */
const endpointsOf = (exchange: Exchange): readonly Address[] =>
  ['authorization_endpoint', 'token_endpoint', 'registration_endpoint', 'revocation_endpoint', 'introspection_endpoint']
    .map((key) => ({ url: documentOf(exchange)?.[key], exchange, key }))
    .filter(({ url }) => url !== undefined);

export default check({
  title: 'The metadata names authorization servers, over https',
  level: 'must',
  revisions: { since: '2025-06-18' },
  transports: ['streamable-http'],
  requirements: [
    'auth.prm-authorization-servers',
    'auth.https-endpoints',
    'authorization.prm-authorization-servers',
    'authorization.prm-as-https',
  ],
  why: 'A client sends its user there; over http the login can be read on the way.',
  fix: 'List at least one issuer with https in authorization_servers.',
  tags: ['owasp:MCP07'],
  touch: 'probing',
  needs: { authorization },
  judge: ({ authorization: auth }) => {
    if (auth.document === undefined) return { seen: 0, findings: [], note: auth.note };
    const { exchange, document } = auth.document;
    const listed = document?.['authorization_servers'];
    if (!Array.isArray(listed) || listed.length === 0)
      return {
        seen: 1,
        findings: [
          { at: [at(exchange)], got: `authorization_servers ${brief(listed)}`, want: 'one url or more', key: 'none' },
        ],
      };
    return judgeEach(
      [
        ...(listed as readonly unknown[]).map((url) => ({ url, exchange, key: 'http' })),
        ...auth.of('issuer').flatMap(endpointsOf),
      ],
      (one) =>
        isSafe(one.url)
          ? undefined
          : { at: [at(one.exchange)], got: brief(one.url, 100), want: 'an https url', key: one.key },
    );
  },
});

// A token in the clear belongs to everybody on the way.

import { authorization, challengeOf } from '../../artifacts/authorization.ts';
import { check } from '../../kernel/check.ts';
import type { Where } from '../../kernel/check.ts';
import { at, brief, judgeEach, member } from '../../kernel/look.ts';

interface Address {
  readonly url: URL;
  readonly place: Where;
  readonly what: string;
}

/** This machine, and networks that are nobody's on the outside: a service mesh may protect them (OAuth 2.1, section 1.5). */
export function isInside(host: string): boolean {
  const name = host.replace(/^\[|\]$/gu, '').toLowerCase();
  if (name === 'localhost' || /\.(?:localhost|local|internal|lan|home|svc|cluster\.local)$/u.test(name)) return true;
  if (!name.includes('.') && !name.includes(':')) return true;
  if (name === '::1' || /^f[cd][0-9a-f]{2}:/u.test(name) || name.startsWith('fe80:')) return true;
  return /^(?:127|10)\.|^192\.168\.|^169\.254\.|^172\.(?:1[6-9]|2\d|3[01])\.|^100\.(?:6[4-9]|[7-9]\d|1[01]\d|12[0-7])\./u.test(
    name,
  );
}

const urlOf = (value: unknown): URL | undefined =>
  typeof value === 'string' && URL.canParse(value) ? new URL(value) : undefined;

export default check({
  title: 'A protected server is reached over TLS',
  level: 'must',
  revisions: { since: '2025-06-18' },
  transports: ['streamable-http'],
  requirements: ['auth.resource-over-tls', 'authorization.endpoint-tls'],
  why: 'Whoever listens on the way has the token, and with it everything that the user may do.',
  fix: 'Serve the endpoint over https alone, and name the https address in the metadata and in challenges.',
  tags: ['owasp:MCP07'],
  severity: 'high',
  touch: 'probing',
  needs: { authorization },
  judge: ({ authorization: auth }) => {
    const [anonymous] = auth.of('anonymous');
    const found: Address[] = [];
    const add = (value: unknown, place: Where, what: string): void => {
      const url = urlOf(value);
      if (url !== undefined) found.push({ url, place, what });
    };
    if (auth.required && anonymous !== undefined) {
      add(anonymous.sent.http?.url, at(anonymous), 'endpoint');
      add(challengeOf(anonymous)?.params['resource_metadata'], at(anonymous), 'metadata address of the challenge');
      for (const { exchange, document } of auth.metadata)
        add(member(document, 'resource'), at(exchange), 'resource of the metadata');
    }
    return judgeEach(
      found,
      ({ url, place, what }) =>
        url.protocol === 'https:' || isInside(url.hostname)
          ? undefined
          : { at: [place], got: `${what}: ${brief(url.origin, 80)}`, want: 'https', key: what },
      auth.note,
    );
  },
});

// A token is issued for a resource; it must be this one.

import { authorization } from '../../artifacts/authorization.ts';

import { check } from '../../kernel/check.ts';
import { at, brief, judgeEach } from '../../kernel/look.ts';

/** Trailing slash, default port and the case of scheme and host do not count. */
function isAbout(resource: unknown, endpoint: string): boolean {
  if (typeof resource !== 'string' || !URL.canParse(resource) || !URL.canParse(endpoint)) return false;
  const [named, asked] = [new URL(resource), new URL(endpoint)];
  const below = named.pathname.replace(/\/$/u, '');
  return (
    named.hash === '' &&
    named.origin === asked.origin &&
    (asked.pathname === below || asked.pathname.startsWith(`${below}/`))
  );
}

/** What is behind a gateway, or a hosted service run by hand: it names its public url, and nobody here needs the document. */
const isLocal = (endpoint: string): boolean =>
  URL.canParse(endpoint) && /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/u.test(new URL(endpoint).hostname);

export default check({
  title: 'The metadata is about this server',
  level: 'must',
  revisions: { since: '2025-06-18' },
  transports: ['streamable-http'],
  requirements: ['auth.prm-resource-matches', 'authorization.prm-resource-matches'],
  why: 'A client that compares, as RFC 9728 asks, refuses the document; one that does not gets tokens for another server.',
  fix: 'Publish the public url of the endpoint, or a parent of it, as resource.',
  tags: ['owasp:MCP07'],
  touch: 'probing',
  needs: { authorization },
  judge: ({ authorization: auth }) => {
    if (auth.document === undefined) return { seen: 0, findings: [], note: auth.note };
    const endpoint = auth.of('anonymous')[0]?.sent.http?.url ?? '';
    if (!auth.refused && isLocal(endpoint)) return { seen: 0, findings: [], note: 'a local copy that serves anybody' };
    // Clients read what the challenge names, and else what lies at the well-known place of the path: both are about this server.
    const read = auth.metadata.filter(
      (one) => one === auth.document || (one.found !== 'root' && one.document !== undefined),
    );
    return judgeEach(read, ({ exchange, document, found }) => {
      const resource = document?.['resource'];
      return isAbout(resource, endpoint)
        ? undefined
        : {
            at: [at(exchange)],
            got: `resource ${brief(resource, 100)}`,
            want: `${brief(endpoint, 100)} or a parent of it`,
            key: found === auth.document?.found ? 'resource' : `resource ${found}`,
          };
    });
  },
});

// Two versions of TLS are broken and retired (RFC 8996): a server that still takes them can be talked down to them.

import { check } from '../../kernel/check.ts';
import { at, judgeEach } from '../../kernel/look.ts';
import { ALL } from '../../kernel/revision.ts';
import { handshakes, tlsFacts } from './handshakes.ts';
import { newestOnly } from '../newest-only.ts';

/** Our own library knows no such version any more: that says nothing of the target. */
const OURS = /no protocols available|unsupported protocol version|legacy sigalg disallowed/iu;

export default check({
  title: 'TLS older than 1.2 is refused',
  level: 'should',
  revisions: ALL,
  transports: ['streamable-http', 'http-sse'],
  requirements: [],
  url: () => 'https://www.rfc-editor.org/rfc/rfc8996',
  why: 'TLS 1.0 and 1.1 rest on MD5 and SHA-1; who stands between can force both sides down to what is weakest.',
  fix: 'Set the minimum version to TLS 1.2 in the server or the proxy before it.',
  tags: ['owasp:MCP07', 'cwe:CWE-326'],
  touch: 'probing',
  needs: { handshakes },
  applies: (_views, recording) => newestOnly(recording),
  judge: ({ handshakes: { secure, old } }) => {
    if (!secure) return { seen: 0, findings: [], note: 'the target is not spoken to over https' };
    const told = old.filter(
      ({ outcome, received }) =>
        outcome === 'accepted' || !received.some(({ raw }) => OURS.test(raw) || raw.startsWith('no handshake within')),
    );
    return judgeEach(
      told,
      (exchange) => {
        const facts = tlsFacts(exchange);
        if (facts === undefined || !/^TLSv1(?:\.1)?$/u.test(facts.protocol)) return undefined;
        return {
          at: [at(exchange)],
          got: `${facts.protocol} with ${facts.cipher}`,
          want: 'a refusal of the handshake',
          key: facts.protocol,
        };
      },
      'this system cannot offer the old versions',
    );
  },
});

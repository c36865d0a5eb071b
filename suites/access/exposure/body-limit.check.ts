// One request that is too large for any purpose: whoever reads it to the end can be filled up by anybody.

import { address } from '../../artifacts/strangers.ts';
import { check } from '../../kernel/check.ts';
import { at } from '../../kernel/look.ts';
import { ALL } from '../../kernel/revision.ts';
import { leaveBytes, openingBytes } from './openings.ts';
import { opening } from '../../artifacts/authorization.ts';
import { newestOnly } from '../newest-only.ts';

const MEBIBYTE = 1024 * 1024;
/** Several times what frameworks and SDKs read by default, and little for a machine that serves. */
const SIZE = 16 * MEBIBYTE;

export default check({
  title: 'A request of 16 MiB is refused',
  level: 'advice',
  revisions: ALL,
  transports: ['streamable-http'],
  requirements: [],
  why: 'A server that reads whatever it is sent, from anybody, is out of memory as soon as somebody wants it to be.',
  fix: 'Limit the size of a body (4 MiB is plenty) in the server or the proxy, and answer 413 to more.',
  tags: ['owasp:MCP07', 'cwe:CWE-770'],
  touch: 'intrusive',
  isolation: 'rough',
  needs: { address },
  applies: (_views, recording) => newestOnly(recording),
  probe: async (session, { address: url }) => {
    const { host, pathname, search } = new URL(url);
    const body = opening(session).body.replace(/\}\s*$/u, `,"assay":"${'x'.repeat(SIZE)}"}`);
    const data = openingBytes(session, host, `${pathname}${search}`, { body, lines: ['Connection: close'] });
    await leaveBytes(
      session,
      await session.bytes(data, { tag: 'large', quiet: 1500, timeout: 5000, deliberate: 'a body of 16 MiB' }),
    );
  },
  judge: (_views, { tagged }) => {
    const [large] = tagged('large');
    if (large === undefined || large.outcome === 'timeout')
      return { seen: 0, findings: [], note: 'no answer to judge' };
    const read = large.outcome === 'accepted' && large.received.some(({ raw }) => /"result"\s*:/u.test(raw));
    return {
      seen: 1,
      findings: read
        ? [
            {
              at: [at(large)],
              got: 'the opening request with 16 MiB of padding was served',
              want: 'HTTP 413',
              key: 'large',
            },
          ]
        : [],
    };
  },
});

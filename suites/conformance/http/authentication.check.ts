// Who is reachable by others should know who is calling.

import { check } from '../../kernel/check.ts';
import type { Finding } from '../../kernel/check.ts';
import { at, ending, judgeEach } from '../../kernel/look.ts';
import { ALL } from '../../kernel/revision.ts';
import { served } from '../../artifacts/answers.ts';
import { listening } from '../../artifacts/listening.ts';
import { endpointOf } from '../../artifacts/strangers.ts';

/** Only this machine can reach it, as far as can be told. */
function reachable(url: string, addresses: readonly string[] | undefined): boolean {
  const local = /^https?:\/\/(?:localhost|127\.|\[::1\])/i.test(url);
  if (!local) return url !== '';
  return addresses?.some((address) => address === '0.0.0.0' || address === '::') ?? false;
}

export default check({
  title: 'A server that others can reach authenticates its callers',
  level: 'should',
  revisions: ALL,
  transports: ['streamable-http', 'http-sse'],
  requirements: ['http.authentication'],
  why: 'Without authentication whoever finds the address uses the tools with the rights of the server.',
  fix: 'Demand credentials (OAuth as in the authorization chapter, or an API key) and answer 401 without them.',
  severity: 'high',
  tags: ['owasp:MCP07'],
  touch: 'probing',
  needs: { listening },
  applies: ({ listening: addresses }, recording) =>
    reachable(endpointOf(recording), addresses)
      ? undefined
      : { kind: 'nothing-to-judge', note: 'the server listens for this machine alone' },
  probe: async (session) => {
    const fork = await session.fork({ headers: { Authorization: null }, purpose: 'a client without credentials' });
    const fence = fork.era === 'per-request' ? 'server/discover' : 'ping';
    await fork.request(fence, undefined, { tag: 'without credentials' });
  },
  judge: (_views, { tagged, recording }) => {
    // Discovery may be open to all where other requests are not; a target that was given credentials has asked for them.
    if (recording.facts.authorization === true || recording.facts.credentials) return { seen: 1, findings: [] };
    return judgeEach(tagged('without credentials'), (exchange): Finding | undefined =>
      served(exchange)
        ? { at: [at(exchange)], got: `${ending(exchange)} without credentials`, want: 'HTTP 401', key: 'open' }
        : undefined,
    );
  },
});

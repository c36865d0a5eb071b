// A tool that everybody can reach is a tool that everybody can call.

import { authorization } from '../../artifacts/authorization.ts';
import { listening } from '../../artifacts/listening.ts';
import { check } from '../../kernel/check.ts';
import { at } from '../../kernel/look.ts';
import { ALL } from '../../kernel/revision.ts';
import { PLACE, reachOf } from './reach.ts';
import { newestOnly } from '../newest-only.ts';

export default check({
  title: 'A target that others can reach asks for credentials',
  level: 'should',
  revisions: ALL,
  transports: ['streamable-http', 'http-sse'],
  requirements: [],
  why: 'Whoever finds the address can list the tools and call them in the name of whoever runs the server.',
  fix: 'Ask for a token on every request, or bind to loopback where nobody else is meant to come.',
  url: () => 'https://owasp.org/www-project-mcp-top-10/',
  tags: ['owasp:MCP07', 'cwe:CWE-306'],
  touch: 'probing',
  needs: { authorization, listening },
  applies: (_views, recording) => newestOnly(recording),
  judge: ({ authorization: auth, listening: addresses }, { recording }) => {
    // Over HTTP+SSE nobody asked as a stranger; where no credentials were given we were one ourselves.
    const opening = recording.exchanges.find(({ method }) => method === 'initialize');
    const anonymous = auth.of('anonymous')[0] ?? (recording.facts.credentials ? undefined : opening);
    if (recording.facts.inherent === true)
      return { seen: 0, findings: [], note: 'a client certificate or the url itself is a credential' };
    const reach = reachOf(recording, addresses);
    if (anonymous === undefined || reach === 'machine')
      return { seen: 0, findings: [], note: 'only programs of this machine reach the target' };
    if (anonymous.outcome !== 'result') return { seen: 1, findings: [] };
    const others = (addresses ?? []).join(', ');
    return {
      seen: 1,
      findings: [
        {
          at: [at(anonymous)],
          got: `served without credentials, reached from ${PLACE[reach]}${others === '' ? '' : ` (listens on ${others})`}`,
          want: 'HTTP 401',
          severity: reach === 'public' ? 'high' : 'medium',
          key: 'open',
        },
      ],
    };
  },
});

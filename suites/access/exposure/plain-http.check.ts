// Without TLS everybody on the way reads the tokens and writes the answers.

import { check } from '../../kernel/check.ts';
import { at } from '../../kernel/look.ts';
import { ALL } from '../../kernel/revision.ts';
import { endpointOf } from '../../artifacts/strangers.ts';
import { reachOfUrl } from './reach.ts';
import { newestOnly } from '../newest-only.ts';

export default check({
  title: 'A public address is served over https',
  level: 'should',
  revisions: ALL,
  transports: ['streamable-http', 'http-sse'],
  requirements: [],
  why: 'Tokens, arguments and results travel in the clear, and whoever stands between can put words before the model.',
  fix: 'Serve https, and let http redirect to it or be closed.',
  tags: ['owasp:MCP07', 'cwe:CWE-319'],
  severity: 'high',
  touch: 'passive',
  needs: {},
  applies: (_views, recording) => newestOnly(recording),
  judge: (_views, { recording }) => {
    const url = endpointOf(recording);
    if (reachOfUrl(recording) !== 'public') return { seen: 0, findings: [], note: 'the address is not a public one' };
    const [first] = recording.exchanges;
    const plain = url.startsWith('http:');
    const got = `http${recording.facts.credentials ? ', with credentials' : ''}`;
    return { seen: 1, findings: plain ? [{ at: [at(first)], got, want: 'https', key: 'plain' }] : [] };
  },
});

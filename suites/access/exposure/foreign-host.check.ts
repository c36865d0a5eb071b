// DNS rebinding makes a browser call a local server by the attacker's name: the Host header tells.

import { served, unanswered } from '../../artifacts/answers.ts';
import { address } from '../../artifacts/strangers.ts';
import { check } from '../../kernel/check.ts';
import { at, ending } from '../../kernel/look.ts';
import { ALL } from '../../kernel/revision.ts';
import { openOddly } from './openings.ts';
import { reachOfUrl } from './reach.ts';
import { newestOnly } from '../newest-only.ts';

export default check({
  title: 'A target on loopback answers to its own names only',
  level: 'advice',
  revisions: ALL,
  transports: ['streamable-http'],
  requirements: [],
  why: 'A page whose name was made to point at 127.0.0.1 is the same origin to the browser; requests without Origin pass then.',
  fix: 'Compare Host with localhost, 127.0.0.1 and [::1], and answer 403 to any other.',
  tags: ['owasp:MCP07', 'dns-rebinding', 'cwe:CWE-350'],
  touch: 'probing',
  needs: { address },
  applies: (_views, recording) =>
    reachOfUrl(recording) === 'machine'
      ? newestOnly(recording)
      : { kind: 'nothing-to-judge', note: 'the target is not on loopback; names of others may be its own' },
  probe: async (session, { address: url }) => {
    const port = new URL(url).port;
    const host = port === '' ? 'evil.example' : `evil.example:${port}`;
    await openOddly(session, { tag: 'foreign', headers: { Host: host }, deliberate: 'a foreign Host' });
  },
  judge: (_views, { tagged }) => {
    const [foreign] = tagged('foreign');
    if (foreign === undefined || unanswered(foreign)) return { seen: 0, findings: [], note: 'no answer to judge' };
    if (!served(foreign)) return { seen: 1, findings: [] };
    return {
      seen: 1,
      findings: [{ at: [at(foreign)], got: `${ending(foreign)} to Host evil.example`, want: 'HTTP 403', key: 'host' }],
    };
  },
});

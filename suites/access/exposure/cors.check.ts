// CORS is how a server tells browsers which pages may read its answers; naming back whoever asks invites all of them.

import { served } from '../../artifacts/answers.ts';
import { authorization } from '../../artifacts/authorization.ts';
import { FOREIGN_ORIGIN } from '../../artifacts/strangers.ts';
import { check } from '../../kernel/check.ts';
import type { Finding } from '../../kernel/check.ts';
import { at, header } from '../../kernel/look.ts';
import type { Exchange } from '../../kernel/recording.ts';
import { ALL } from '../../kernel/revision.ts';
import { openOddly } from './openings.ts';
import { reachOfUrl } from './reach.ts';
import { newestOnly } from '../newest-only.ts';

const ORIGINS: Readonly<Record<string, string>> = { foreign: FOREIGN_ORIGIN, opaque: 'null' };

const allowed = (exchange: Exchange | undefined): string | undefined =>
  exchange === undefined ? undefined : header(exchange, 'access-control-allow-origin');
const withCredentials = (exchange: Exchange): boolean =>
  header(exchange, 'access-control-allow-credentials')?.toLowerCase() === 'true';

export default check({
  title: 'Answers are not opened to pages of every origin',
  level: 'should',
  revisions: ALL,
  transports: ['streamable-http'],
  requirements: [],
  why: 'A page that may read the answers drives the server from the browser of whoever opens it, with what that browser holds.',
  fix: 'Send Access-Control-Allow-Origin for origins on a list, never the Origin of the request, and no credentials beside it.',
  tags: ['owasp:MCP07', 'cwe:CWE-942'],
  touch: 'probing',
  needs: { authorization },
  applies: (_views, recording) => newestOnly(recording),
  probe: async (session) => {
    await Promise.all(
      Object.entries(ORIGINS).map(async ([name, origin]) => {
        await session.http({
          method: 'OPTIONS',
          anonymous: true,
          headers: {
            Origin: origin,
            'Access-Control-Request-Method': 'POST',
            'Access-Control-Request-Headers': 'content-type, mcp-protocol-version',
          },
          tag: `preflight ${name}`,
          timeout: 3000,
        });
        await openOddly(session, { tag: name, headers: { Origin: origin }, deliberate: 'a forged Origin' });
      }),
    );
  },
  judge: ({ authorization: auth }, { recording, tagged }) => {
    const findings: Finding[] = [];
    let seen = 0;
    const open =
      auth.of('anonymous')[0]?.outcome === 'result' &&
      recording.facts.inherent !== true &&
      reachOfUrl(recording) !== 'public';
    for (const [name, origin] of Object.entries(ORIGINS)) {
      const [answer] = tagged(name);
      const [preflight] = tagged(`preflight ${name}`);
      if (answer?.status === undefined || preflight?.status === undefined) continue;
      seen += 1;
      const readable = (exchange: Exchange): boolean => ['*', origin].includes(allowed(exchange) ?? '');
      const passes = (preflight.status ?? 0) < 300 && readable(preflight) && readable(answer) && served(answer);
      if (!passes) continue;
      const reflected = allowed(answer) === origin && withCredentials(answer);
      if (!reflected && !open) continue;
      const shown = `Access-Control-Allow-Origin: ${allowed(answer) ?? ''}${reflected ? ' with credentials' : ''}`;
      findings.push({
        at: [at(answer), at(preflight)],
        got: `${shown} for Origin ${origin}`,
        want: reflected ? 'a list of origins that may send credentials' : 'no answer for a page of another origin',
        severity: reflected ? 'high' : 'medium',
        key: reflected ? `${name}-with-credentials` : name,
      });
    }
    return { seen, findings, note: 'no answer to judge' };
  },
});

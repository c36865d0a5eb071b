// Whoever guards the handshake alone guards nothing: tools are called by a POST of their own.

import { authorization } from '../../artifacts/authorization.ts';
import { check } from '../../kernel/check.ts';
import { at, brief, judgeEach, refusedOutside, resultOf } from '../../kernel/look.ts';
import { STATEFUL } from '../../kernel/revision.ts';
import { newestOnly } from '../newest-only.ts';

/** Nothing is called by it: a server that looks it up has let the stranger in. */
const TOOL = 'assay-no-such-tool';
const HEADERS = { 'Content-Type': 'application/json', Accept: 'application/json, text/event-stream' };

export default check({
  title: 'Tools are neither listed nor called without the handshake that guards them',
  level: 'should',
  revisions: STATEFUL,
  transports: ['streamable-http'],
  requirements: [],
  why: 'A check that sits in the handshake is passed by leaving the handshake out.',
  fix: 'Look up session and credentials on every request, before the message is handed to its method.',
  tags: ['owasp:MCP07', 'cwe:CWE-306'],
  touch: 'probing',
  needs: { authorization },
  applies: (_views, recording) => newestOnly(recording, STATEFUL),
  probe: async (session) => {
    const stranger = await session.fork({ handshake: false, purpose: 'a client without handshake' });
    const ask = (method: string, params: object): Promise<unknown> =>
      stranger.http({
        method: 'POST',
        body: JSON.stringify({ jsonrpc: '2.0', id: `assay-raw-${method}`, method, params }),
        anonymous: true,
        headers: HEADERS,
        tag: method,
        timeout: 3000,
        deliberate: 'no handshake, no session id, no credentials',
      });
    await Promise.all([ask('tools/list', {}), ask('tools/call', { name: TOOL, arguments: {} })]);
  },
  judge: ({ authorization: auth }, { recording, probe }) => {
    const guarded = recording.lanes.some(({ sessionId }) => sessionId !== undefined) || auth.refused;
    if (!guarded) return { seen: 0, findings: [], note: 'the target neither issues sessions nor asks for credentials' };
    return judgeEach(
      probe.filter(
        (one) => one.method === 'http' && one.status !== undefined && (one.status < 500 || !refusedOutside(one)),
      ),
      (exchange) =>
        resultOf(exchange) === undefined
          ? undefined
          : {
              at: [at(exchange)],
              got: `${exchange.tag ?? ''} alone gave ${brief(resultOf(exchange), 80)}`,
              want: auth.refused ? 'HTTP 401' : 'HTTP 400: no session',
              severity: auth.refused ? 'critical' : 'medium',
              key: exchange.tag?.replace('/', '-') ?? 'raw',
            },
      'no answer to judge',
    );
  },
});

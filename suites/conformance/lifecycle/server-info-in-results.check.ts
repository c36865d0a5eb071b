// Without a handshake, each result says by itself which server it came from.

import { check } from '../../kernel/check.ts';
import type { Finding } from '../../kernel/check.ts';
import { at, brief, member, resultOf } from '../../kernel/look.ts';
import { PER_REQUEST } from '../../kernel/revision.ts';
import { META } from '../../artifacts/modern-messages.ts';
import { traffic } from '../../artifacts/traffic.ts';

export default check({
  title: 'Each result names the server in its _meta',
  level: 'should',
  revisions: PER_REQUEST,
  requirements: ['lifecycle.server-info-in-results'],
  why: 'Logs and bug reports need to know which software answered, and there is no handshake that would say so.',
  fix: 'Add _meta["io.modelcontextprotocol/serverInfo"] with name and version to every result.',
  touch: 'passive',
  needs: { traffic },
  judge: (_views, { recording }) => {
    const findings = new Map<string, Finding>();
    let seen = 0;
    for (const exchange of recording.exchanges) {
      const result = resultOf(exchange);
      // Replies to messages of older revisions are judged by those.
      const version = member(member(member(exchange.sent.json, 'params'), '_meta'), META.version);
      if (result === undefined || version !== recording.revision) continue;
      seen += 1;
      const info = member(member(result, '_meta'), META.server);
      const good = typeof member(info, 'name') === 'string' && typeof member(info, 'version') === 'string';
      if (good || findings.has(exchange.method)) continue;
      findings.set(exchange.method, {
        at: [at(exchange, 'result')],
        got: `serverInfo ${brief(info)} in a result of ${exchange.method}`,
        want: 'name and version of the server',
        key: exchange.method,
      });
    }
    return { seen, findings: [...findings.values()] };
  },
});

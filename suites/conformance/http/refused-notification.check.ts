// What the server cannot take it refuses with an error status, also where no answer is due.

import { check } from '../../kernel/check.ts';
import type { Session } from '../../kernel/check.ts';
import { at, judgeEach } from '../../kernel/look.ts';
import type { Exchange } from '../../kernel/recording.ts';
import { unanswered } from '../../artifacts/answers.ts';
import { httpSessions } from '../../artifacts/http-sessions.ts';

const CANCELLED = { jsonrpc: '2.0', method: 'notifications/cancelled', params: { requestId: 'assay-none' } };

async function probe(session: Session): Promise<void> {
  if (session.era === 'per-request') {
    const headers = { 'Mcp-Method': CANCELLED.method };
    await session.http({
      method: 'POST',
      headers,
      body: JSON.stringify({ ...CANCELLED, jsonrpc: '1.0' }),
      tag: 'jsonrpc 1.0',
      deliberate: 'a notification of another JSON-RPC version',
    });
    await session.http({
      method: 'POST',
      headers,
      body: JSON.stringify({ ...CANCELLED, method: 7 }),
      tag: 'method 7',
      deliberate: 'a notification whose method is a number',
    });
  } else if (session.revision >= '2025-06-18')
    await session.notify(CANCELLED.method, CANCELLED.params, {
      headers: { 'MCP-Protocol-Version': '1999-01-01' },
      tag: 'version 1999-01-01',
      deliberate: 'a version that does not exist in the header',
    });
}

const body = (exchange: Exchange): string =>
  exchange.received
    .filter(({ via }) => via === 'post' || via === 'stream')
    .map(({ raw }) => raw)
    .join('');

export default check({
  title: 'A notification that cannot be accepted is refused with an HTTP error status',
  level: 'must',
  revisions: { since: '2025-03-26' },
  transports: ['streamable-http'],
  requirements: [
    'http.unaccepted-input-status',
    'http.unaccepted-input-body-free',
    'http.notification-rejected-error-status',
  ],
  why: 'The status is all a client learns of a notification: with a 2xx it believes that it was taken.',
  fix: 'Check session, version and form of a notification as those of a request, and answer 4xx where one is wrong.',
  touch: 'probing',
  needs: { httpSessions },
  probe,
  judge: ({ httpSessions: sessions }, { probe: own, recording }) => {
    const ended = sessions.asked.get('ended:notification');
    return judgeEach(
      [...own, ...(ended === undefined ? [] : [ended])].filter((each) => !unanswered(each)),
      (exchange) => {
        const status = exchange.status ?? 0;
        if (status >= 400) return undefined;
        // Per-request era: leniency is not forbidden, so a plain 202 means that it was taken.
        if (recording.era === 'per-request' && status === 202 && body(exchange) === '') return undefined;
        const key = exchange === ended ? 'ended session' : (exchange.tag ?? '');
        return { at: [at(exchange)], got: `HTTP ${status}`, want: 'an error status', key };
      },
    );
  },
});

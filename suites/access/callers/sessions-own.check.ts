// The id of a session is no credential.

import { check } from '../../kernel/check.ts';
import { at, header, judgeEach } from '../../kernel/look.ts';
import type { Exchange } from '../../kernel/recording.ts';
import { endedOf } from './steps.ts';
import { keyOf, nothing } from './verdicts.ts';
import { callers, NO_CALLERS } from './callers.ts';

const isStream = (exchange: Exchange): boolean =>
  exchange.status === 200 && /^\s*text\/event-stream\b/iu.test(header(exchange, 'content-type') ?? '');

export default check({
  title: 'A session is not served to another caller, and neither is its event stream',
  level: 'should',
  severity: 'high',
  revisions: { since: '2025-03-26', until: '2025-11-25' },
  transports: ['streamable-http'],
  requirements: ['sessions.bound-to-user'],
  why: 'Session ids stand in logs and proxies; who reads one must not get what its owner may do.',
  fix: 'Keep the subject of the token with the session and compare them on every request; answer 404 or 403.',
  tags: ['owasp:MCP07'],
  touch: 'probing',
  needs: { callers },
  judge: ({ callers: compared }) => {
    if (compared.facts === undefined) return nothing(NO_CALLERS);
    const streams = compared.of('stream').filter(({ exchange }) => exchange.status !== undefined);
    return judgeEach(
      [...compared.of('session').filter(({ exchange }) => endedOf(exchange) !== 'unclear'), ...streams],
      ({ step, owner = '', caller, exchange }) => {
        const listens = step === 'stream';
        if (listens ? !isStream(exchange) : endedOf(exchange) !== 'served') return undefined;
        return {
          at: [at(exchange)],
          got: `${caller} ${listens ? 'listens to the event stream' : 'was served in the session'} of ${owner}`,
          want: '401, 403 or 404',
          key: keyOf(...(listens ? ['stream', owner] : [owner]), 'to', caller),
        };
      },
      'the server gives no session ids, or there is no second caller',
    );
  },
});

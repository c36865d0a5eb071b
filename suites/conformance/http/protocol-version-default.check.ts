// Clients of 2025-03-26 send no version header; their requests are served all the same.

import { check } from '../../kernel/check.ts';
import type { Session } from '../../kernel/check.ts';
import { at, ending, judgeEach } from '../../kernel/look.ts';
import { besideProtocol, unanswered } from '../../artifacts/answers.ts';
import { firstWords } from '../../artifacts/first-words.ts';

async function probe(session: Session): Promise<void> {
  await session.request('ping', undefined, { tag: 'ping', headers: { 'MCP-Protocol-Version': null } });
}

export default check({
  title: 'Requests without MCP-Protocol-Version are served',
  level: 'should',
  revisions: { since: '2025-06-18', until: '2025-11-25' },
  transports: ['streamable-http'],
  requirements: ['http.protocol-version-default'],
  why: 'The header is younger than the transport: a server that demands it locks out every client of 2025-03-26.',
  fix: 'Take the version from the session, or else assume 2025-03-26, where the header is absent.',
  touch: 'probing',
  needs: { firstWords },
  applies: ({ firstWords: { agreements } }) =>
    agreements.some(({ granted }) => granted === '2025-03-26')
      ? undefined
      : { kind: 'nothing-to-judge', note: 'the server does not speak 2025-03-26' },
  probe,
  judge: (_views, { probe: own }) =>
    judgeEach(
      own.filter((each) => !besideProtocol(each) && !unanswered(each)),
      (exchange) =>
        exchange.status === 400
          ? { at: [at(exchange)], got: ending(exchange), want: 'service as for 2025-03-26', key: 'ping' }
          : undefined,
    ),
});

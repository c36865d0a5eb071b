// A version in the header that is not spoken is an error that must be visible at once.

import { check } from '../../kernel/check.ts';
import type { Session } from '../../kernel/check.ts';
import { at, ending, judgeEach } from '../../kernel/look.ts';
import type { Exchange } from '../../kernel/recording.ts';
import { besideProtocol, succeeded, unanswered } from '../../artifacts/answers.ts';
import { sentHeader } from '../../artifacts/event-streams.ts';
import { firstWords } from '../../artifacts/first-words.ts';

const WRONG = ['1999-01-01', 'not-a-version'] as const;

async function probe(session: Session): Promise<void> {
  await session.request('ping', undefined, { tag: 'baseline' });
  for (const version of WRONG) {
    const headers = { 'MCP-Protocol-Version': version };
    const options = { headers, deliberate: 'a version that does not exist in the header', timeout: 5000 };
    await session.request('ping', undefined, { ...options, tag: `post ${version}` });
    await session.http({
      ...options,
      headers: { ...headers, Accept: 'text/event-stream' },
      method: 'GET',
      stream: true,
      tag: `get ${version}`,
    });
  }
  // Last: a server that ignores the header ends the session with it.
  const options = { headers: { 'MCP-Protocol-Version': WRONG[0] }, deliberate: 'a version that does not exist' };
  await session.http({ ...options, method: 'DELETE', tag: `delete ${WRONG[0]}`, timeout: 5000 });
}

export default check({
  title: 'An unsupported MCP-Protocol-Version header is answered with HTTP 400',
  level: 'must',
  revisions: { since: '2025-06-18', until: '2025-11-25' },
  transports: ['streamable-http'],
  requirements: ['http.protocol-version-invalid-400'],
  why: 'A server that ignores the header goes on in a version that the client did not ask for.',
  fix: 'Compare MCP-Protocol-Version with the supported versions on every request and answer 400 Bad Request for others.',
  touch: 'probing',
  isolation: 'own',
  needs: { firstWords },
  probe,
  judge: ({ firstWords: { stream } }, { probe: own, tagged }) => {
    const [baseline] = tagged('baseline');
    if (baseline === undefined || baseline.response === undefined)
      return { seen: 0, findings: [], note: 'ping is not answered' };
    const keys = new Set<string>();
    // What is not offered at all is refused for that: no stream, no session to end.
    const offered = (exchange: Exchange): boolean =>
      exchange.tag?.startsWith('get') === true
        ? stream !== undefined && succeeded(stream)
        : exchange.tag?.startsWith('delete') !== true || sentHeader(exchange, 'mcp-session-id') !== undefined;
    return judgeEach(
      own.filter((each) => each !== baseline && !besideProtocol(each) && !unanswered(each) && offered(each)),
      (exchange) => {
        const [key = ''] = (exchange.tag ?? '').split(' ');
        // 405: termination is not offered. A conflict with an open stream may be found first.
        if (exchange.status === 400 || (key !== 'post' && [405, 409].includes(exchange.status ?? 0)) || keys.has(key))
          return undefined;
        keys.add(key);
        return { at: [at(exchange)], got: ending(exchange), want: 'HTTP 400', key };
      },
    );
  },
});

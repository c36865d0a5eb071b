// The client's answer to a request of the server is taken like a notification.

import { check } from '../../kernel/check.ts';
import { at, brief, judgeEach } from '../../kernel/look.ts';
import { succeeded } from '../../artifacts/answers.ts';
import { traffic } from '../../artifacts/traffic.ts';

export default check({
  title: 'An accepted response of the client is answered with 202 and an empty body',
  level: 'must',
  revisions: { since: '2025-03-26', until: '2025-11-25' },
  transports: ['streamable-http'],
  requirements: ['http.client-response-202'],
  why: 'A body where none is due is read as a message by some clients and as an error by others.',
  fix: 'Answer 202 Accepted with no body to a POST that holds a response.',
  touch: 'passive',
  // Calls with properties make the server ask; their traffic is what is judged.
  enabledBy: { known: 'elicits' },
  needs: { traffic },
  judge: (_views, { recording }) => {
    const keys = new Set<string>();
    return judgeEach(
      recording.exchanges.filter((each) => each.by === 'answer' && each.method === 'response' && succeeded(each)),
      (exchange) => {
        const text = exchange.received
          .filter(({ via }) => via === 'post' || via === 'stream')
          .map(({ raw }) => raw)
          .join('');
        const key = exchange.tag ?? 'response';
        if ((exchange.status === 202 && text === '') || keys.has(key)) return undefined;
        keys.add(key);
        const got = text === '' ? `HTTP ${exchange.status}` : `HTTP ${exchange.status} with ${brief(text, 80)}`;
        return { at: [at(exchange)], got, want: '202 without a body', key };
      },
      'the server sent no request that could be answered',
    );
  },
});

// The version that was agreed is never a reason to refuse.

import { check } from '../../kernel/check.ts';
import { at, ending, judgeEach } from '../../kernel/look.ts';
import { besideProtocol, unanswered } from '../../artifacts/answers.ts';
import { firstWords } from '../../artifacts/first-words.ts';

export default check({
  title: 'Requests that name the negotiated version in the header are served',
  level: 'must',
  revisions: { since: '2025-06-18', until: '2025-11-25' },
  transports: ['streamable-http'],
  requirements: ['http.protocol-version-accepted'],
  why: 'Every client must send the negotiated version with each request; a server that refuses it cannot be used in that version.',
  fix: 'Accept every version in MCP-Protocol-Version that initialize can agree on, whatever the letter case of the name.',
  touch: 'probing',
  needs: { firstWords },
  judge: ({ firstWords: { versioned } }) =>
    judgeEach(
      versioned.filter((each) => !besideProtocol(each) && !unanswered(each)),
      (exchange) =>
        exchange.status === 400
          ? {
              at: [at(exchange)],
              got: `${ending(exchange)} for the ${exchange.tag ?? ''}`,
              want: 'service',
              key: exchange.tag ?? '',
            }
          : undefined,
      'no session was opened at 2025-06-18 or later',
    ),
});

// A session id travels in a header, so it is made of visible ASCII alone.

import { check } from '../../kernel/check.ts';
import { at, brief, judgeEach } from '../../kernel/look.ts';
import { httpSessions } from '../../artifacts/http-sessions.ts';

export default check({
  title: 'Session ids consist of visible ASCII characters',
  level: 'must',
  revisions: { since: '2025-03-26', until: '2025-11-25' },
  transports: ['streamable-http'],
  requirements: ['sessions.id-visible-ascii', 'sessions.assign-at-initialize'],
  why: 'Spaces and other bytes in a header value are trimmed, folded or refused on the way, and the session is lost.',
  fix: 'Issue session ids of the characters 0x21 to 0x7E only, for example a random UUID.',
  touch: 'passive',
  needs: { httpSessions },
  judge: ({ httpSessions: { ids } }) => {
    let found = false;
    return judgeEach(
      ids,
      ({ id, exchange }) => {
        if (found || /^[\x21-\x7e]+$/.test(id)) return undefined;
        found = true;
        return {
          at: [at(exchange)],
          got: `Mcp-Session-Id: ${brief(id)}`,
          want: 'characters 0x21 to 0x7E',
          key: 'characters',
        };
      },
      'the server issues no session id',
    );
  },
});

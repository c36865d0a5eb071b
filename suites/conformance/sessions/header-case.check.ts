// Header names have no letter case in HTTP, and the spelling changed between revisions.

import { check } from '../../kernel/check.ts';
import { at, ending, judgeEach } from '../../kernel/look.ts';
import { besideProtocol, served } from '../../artifacts/answers.ts';
import { httpSessions } from '../../artifacts/http-sessions.ts';

export default check({
  title: 'The session header is read in any letter case',
  level: 'must',
  revisions: { since: '2025-03-26', until: '2025-11-25' },
  transports: ['streamable-http'],
  requirements: ['sessions.header-case-insensitive'],
  why: 'HTTP/2 sends all names in lower case and 2025-11-25 spells the header MCP-Session-Id: a fixed spelling locks clients out.',
  fix: 'Look the header up without regard to letter case (RFC 9110, section 5.1).',
  touch: 'probing',
  needs: { httpSessions },
  judge: ({ httpSessions: sessions }) => {
    const spelled = sessions.all('spelling').filter((each) => !besideProtocol(each));
    // Where no spelling works, the spelling is not what is wrong.
    if (!spelled.some(served)) return { seen: 0, findings: [], note: 'no request with a session id was served' };
    return judgeEach(spelled, (exchange) =>
      served(exchange)
        ? undefined
        : {
            at: [at(exchange)],
            got: `${ending(exchange)} for ${(exchange.tag ?? '').slice('spelling:'.length)}`,
            want: 'the result that other spellings get',
            key: (exchange.tag ?? '').slice('spelling:'.length),
          },
    );
  },
});

// What was never handed out cannot be asked for.

import { check } from '../../kernel/check.ts';
import { at, ending, judgeEach } from '../../kernel/look.ts';
import { besideProtocol, unanswered } from '../../artifacts/answers.ts';
import { httpSessions } from '../../artifacts/http-sessions.ts';

export default check({
  title: 'A server that issued no session id does not ask for one',
  level: 'must',
  revisions: { since: '2025-03-26', until: '2025-11-25' },
  transports: ['streamable-http'],
  requirements: ['sessions.not-required-unless-issued', 'sessions.assign-at-initialize'],
  why: 'No client can send an id that it was not given, so nothing works after initialize.',
  fix: 'Send Mcp-Session-Id with the response to initialize, also where it is an event stream, or serve requests without it.',
  touch: 'probing',
  needs: { httpSessions },
  judge: ({ httpSessions: { asked } }, { recording }) => {
    const ping = asked.get('stateless:ping');
    if (ping === undefined) return { seen: 0, findings: [], note: 'the server issues a session id' };
    const initialized = recording.exchanges.filter(
      (each) => each.lane === ping.lane && each.method === 'notifications/initialized',
    );
    return judgeEach(
      [...initialized, ping].filter((each) => !besideProtocol(each) && !unanswered(each)),
      (exchange) =>
        exchange.status === 400 || exchange.status === 404
          ? { at: [at(exchange)], got: ending(exchange), want: 'service without a session id', key: exchange.method }
          : undefined,
    );
  },
});

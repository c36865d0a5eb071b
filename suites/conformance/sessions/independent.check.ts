// Sessions live and end each by itself.

import { check } from '../../kernel/check.ts';
import type { Finding } from '../../kernel/check.ts';
import { at, ending, header } from '../../kernel/look.ts';
import type { Exchange, Recording } from '../../kernel/recording.ts';
import { besideProtocol, served } from '../../artifacts/answers.ts';
import { httpSessions } from '../../artifacts/http-sessions.ts';

const openingOf = (recording: Recording, lane: string): Exchange | undefined =>
  recording.exchanges.find((each) => each.lane === lane && each.method === 'initialize');

export default check({
  title: 'Two sessions work side by side, and one outlives the other',
  level: 'must',
  revisions: { since: '2025-03-26', until: '2025-11-25' },
  transports: ['streamable-http'],
  requirements: ['sessions.independent'],
  why: 'With one global connection the second client throws the first one out.',
  fix: 'Keep a transport and its state per session id, and create one for each initialize without an id.',
  touch: 'probing',
  needs: { httpSessions },
  judge: ({ httpSessions: { asked } }, { recording }) => {
    const [first, second, alone] = ['both:first', 'both:second', 'alone:second'].map((tag) => asked.get(tag));
    if (first === undefined || second === undefined)
      return { seen: 0, findings: [], note: 'the server issues no session id' };
    const openings = [first, second].map((each) => openingOf(recording, each.lane));
    if ([first, second, ...openings].some((each) => each !== undefined && besideProtocol(each)))
      return { seen: 0, findings: [], note: 'a second session was refused for other reasons' };
    const findings: Finding[] = [];
    const ids = openings.map((each) => (each === undefined ? undefined : header(each, 'mcp-session-id')));
    if (ids[0] !== undefined && ids[0] === ids[1])
      findings.push({
        at: openings.map((each) => at(each)),
        got: 'the same id for two sessions',
        want: 'two ids',
        key: 'same-id',
      });
    for (const [each, key] of [
      [first, 'first'],
      [second, 'second'],
      [alone, 'after-delete'],
    ] as const)
      if (each !== undefined && !served(each) && !besideProtocol(each) && each.outcome !== 'cancelled')
        findings.push({
          at: [
            at(each),
            ...(key === 'after-delete' ? [] : openings.filter((one) => one?.lane === each.lane).map((one) => at(one))),
          ],
          got: ending(each),
          want: key === 'after-delete' ? 'service in the other session' : 'service in both sessions',
          key,
        });
    return { seen: alone === undefined ? 2 : 3, findings };
  },
});

// The same initialize twice must not lead into the same session.

import { check } from '../../kernel/check.ts';
import { at, brief } from '../../kernel/look.ts';
import { httpSessions, type IssuedId } from '../../artifacts/http-sessions.ts';

export default check({
  title: 'Each session gets an id of its own',
  level: 'must',
  levels: { '2025-03-26': 'should' },
  revisions: { since: '2025-03-26', until: '2025-11-25' },
  transports: ['streamable-http'],
  requirements: ['sessions.id-non-deterministic', 'sessions.id-unpredictable'],
  why: 'An id that can be derived from what a client sends lets anybody who sends the same take over the session.',
  fix: 'Create session ids with a cryptographic random generator, never from properties of the request.',
  severity: 'high',
  touch: 'probing',
  needs: { httpSessions },
  judge: ({ httpSessions: { ids } }) => {
    const first = new Map<string, IssuedId>();
    const again = ids.flatMap((each) => {
      const earlier = first.get(each.id);
      if (earlier !== undefined) return [{ earlier, each }];
      first.set(each.id, each);
      return [];
    });
    const [repeat] = again;
    if (ids.length < 2) return { seen: 0, findings: [], note: 'the server issues no session id' };
    if (repeat === undefined) return { seen: ids.length, findings: [] };
    return {
      seen: ids.length,
      findings: [
        {
          at: [at(repeat.earlier.exchange), at(repeat.each.exchange)],
          got: `${brief(repeat.each.id, 60)} for two sessions (${again.length} of ${ids.length} ids repeat)`,
          want: 'another id for each initialize',
          key: 'repeated',
        },
      ],
    };
  },
});

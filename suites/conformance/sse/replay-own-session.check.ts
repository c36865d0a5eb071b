// What one session was told is not told to another.

import { eventStreams } from '../../artifacts/event-streams.ts';
import { check } from '../../kernel/check.ts';
import { atFrame, brief, isResponse, judgeEach, member } from '../../kernel/look.ts';
import type { Exchange, Frame } from '../../kernel/recording.ts';

/** A resumption may be refused, or bring nothing: a stream was asked for, and its events are what counts. */
const answered = ({ status }: Exchange): boolean => status !== undefined && status !== 429 && status < 500;

export default check({
  title: 'Events of one session are not replayed to another',
  level: 'must',
  revisions: { since: '2025-03-26', until: '2025-11-25' },
  transports: ['streamable-http'],
  requirements: ['sse.replay-same-stream-only'],
  why: 'Ids of events are often short and easily guessed: whoever opens a session of their own then reads the answers of all others.',
  fix: 'Store events by session and stream, and look Last-Event-ID up in the session of the request alone.',
  tags: ['owasp:MCP07'],
  severity: 'high',
  touch: 'probing',
  needs: { eventStreams },
  judge: ({ eventStreams: { watched, tagged } }) => {
    const elsewhere = tagged('resume elsewhere');
    const lanes = new Set(elsewhere.map(({ lane }) => lane));
    const told = watched
      .filter(({ exchange }) => !lanes.has(exchange.lane))
      .flatMap(({ events }) => events.filter(({ json }) => isResponse(json)));
    /** The very answer that another session got, down to the id of its event. */
    const isForeign = (frame: Frame): boolean =>
      isResponse(frame.json) &&
      told.some(
        ({ sse, json }) =>
          sse?.id === frame.sse?.id &&
          member(json, 'id') === member(frame.json, 'id') &&
          JSON.stringify(json) === JSON.stringify(frame.json),
      );
    return judgeEach(
      elsewhere.filter(answered),
      (exchange) => {
        const frame = exchange.received.find(isForeign);
        return frame === undefined
          ? undefined
          : {
              at: [atFrame(frame)],
              got: `${brief(frame.raw, 80)}, which another session was told`,
              want: 'nothing of another session',
              key: 'other-session',
            };
      },
      'the server attaches no event ids, or issues no session id',
    );
  },
});

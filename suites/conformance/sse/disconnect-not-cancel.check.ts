// A lost connection is an accident, not a wish: the request goes on, and its answer can be fetched.

import { check } from '../../kernel/check.ts';
import { at, ending, errorOf, isResponse, member } from '../../kernel/look.ts';
import { eventStreams } from '../../artifacts/event-streams.ts';

export default check({
  title: 'A broken connection does not cancel its request',
  level: 'should',
  revisions: { since: '2025-03-26', until: '2025-11-25' },
  transports: ['streamable-http'],
  requirements: ['sse.disconnect-is-not-cancel', 'sse.resume-via-get-any-origin'],
  why: 'On a train or behind a proxy connections break all the time; work that took minutes is lost with them.',
  fix: 'Go on with the request when the socket closes, keep its events, and replay them to a GET with Last-Event-ID.',
  touch: 'probing',
  enabledBy: { known: 'emits-progress' },
  needs: { eventStreams },
  judge: ({ eventStreams: { watched, tagged } }) => {
    const [cut] = tagged('cut').filter(({ outcome }) => outcome === 'cancelled');
    const rest = tagged('resume cut').at(-1);
    // Replay is a MAY: only where a stream was resumed with success does its absence mean something.
    const replays = watched.some(({ kind, events }) => kind === 'resumed' && events.length > 0);
    // Nor does it where the server still believes in the old connection, and says that its stream is in use.
    if (cut === undefined || rest === undefined || rest.status === 409 || !replays)
      return {
        seen: 0,
        findings: [],
        note: 'the server replays no events, or no call was found that can be broken off',
      };
    const id = member(cut.sent.json, 'id');
    const response = rest.received.find(({ json }) => isResponse(json) && member(json, 'id') === id);
    const error = errorOf(response === undefined ? undefined : { ...rest, response });
    if (response !== undefined && error === undefined) return { seen: 1, findings: [] };
    return {
      seen: 1,
      findings: [
        {
          at: [at(cut), at(rest)],
          got:
            error === undefined
              ? `no response on the resumed stream (${ending(rest)})`
              : 'an error on the resumed stream',
          want: 'the response that the broken connection did not bring',
          key: 'lost',
        },
      ],
    };
  },
});

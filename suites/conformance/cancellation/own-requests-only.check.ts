// The server cancels what it asked itself, while it is open.

import { openQuestions } from '../../artifacts/open-questions.ts';
import { check } from '../../kernel/check.ts';
import type { Finding } from '../../kernel/check.ts';
import { atFrame, brief, judgeEach } from '../../kernel/look.ts';

/** A cancellation that crosses our answer is legal: it is believed to be open. */
const CROSSING_MS = 2_000;

export default check({
  title: 'A cancellation that the server sends names an open request of its own',
  level: 'must',
  revisions: { since: '2024-11-05', until: '2025-11-25' },
  requirements: ['cancellation.only-own-inflight', 'cancellation.request-id-present', 'schema.cancelled-notification'],
  why: 'A client looks the id up among the requests it is working on: a foreign or missing one cancels the wrong thing, or nothing.',
  fix: 'Send notifications/cancelled with the id of your own request, and only until it is answered; a request of the client is answered, not cancelled.',
  touch: 'probing',
  needs: { openQuestions },
  judge: (views) =>
    judgeEach(
      views.openQuestions.cancellations,
      ({ frame, requestId, names }): Finding | undefined => {
        if (requestId === undefined || (typeof requestId !== 'string' && !Number.isInteger(requestId)))
          return {
            at: [atFrame(frame)],
            got: `requestId ${brief(requestId ?? 'absent')}`,
            want: 'the id of a request, a string or an integer',
            key: 'no id',
          };
        if (names === undefined)
          return {
            at: [atFrame(frame, 'params', 'requestId')],
            got: `requestId ${brief(requestId)}, which the server never asked with`,
            want: 'the id of an open request of the server',
            key: 'foreign',
          };
        if (names.answered !== undefined && frame.at - names.answered.at > CROSSING_MS)
          return {
            at: [atFrame(frame), atFrame(names.answered)],
            got: `${names.method} was answered ${Math.round(frame.at - names.answered.at)} ms before`,
            want: 'no cancellation of what is answered',
            key: 'answered',
          };
        return undefined;
      },
      'the target cancelled nothing',
    ),
});

// A server of this revision alone has neither a listening stream nor sessions to end.

import { check } from '../../kernel/check.ts';
import { at, ending, judgeEach } from '../../kernel/look.ts';
import { PER_REQUEST } from '../../kernel/revision.ts';
import { besideProtocol, unanswered } from '../../artifacts/answers.ts';
import { leftovers } from '../../artifacts/leftovers.ts';
import { modernOpening } from '../../artifacts/modern-opening.ts';

export default check({
  title: 'A server without legacy support answers GET and DELETE with 405',
  level: 'should',
  revisions: PER_REQUEST,
  transports: ['streamable-http'],
  requirements: ['http.get-405', 'http.delete-405'],
  why: 'An older client that gets a stream or a 200 believes that it is listening, or that its session has ended.',
  fix: 'Answer GET and DELETE on the endpoint with 405 Method Not Allowed.',
  touch: 'probing',
  needs: { leftovers, modernOpening },
  applies: ({ modernOpening: { dualEra } }) =>
    dualEra ? { kind: 'nothing-to-judge', note: 'the server serves older revisions too' } : undefined,
  judge: ({ leftovers: { of } }) =>
    judgeEach(
      [...of('get'), ...of('delete')].filter((each) => !besideProtocol(each) && !unanswered(each)),
      (exchange) =>
        exchange.status === 405
          ? undefined
          : {
              at: [at(exchange)],
              got: ending(exchange),
              want: 'HTTP 405',
              key: exchange.tag?.split('|').join(' ') ?? '',
            },
    ),
});

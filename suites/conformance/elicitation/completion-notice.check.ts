// The notice that a page was finished means something only to the client that was asked, under the id it was asked with.

import { dialogues } from '../../artifacts/dialogues.ts';
import { messages, placeOf } from '../../artifacts/messages.ts';
import { questions } from '../../artifacts/questions.ts';
import { check } from '../../kernel/check.ts';
import { brief, isObject, judgeEach, member } from '../../kernel/look.ts';

export default check({
  title: 'Completion of an elicitation is told to the client that was asked, with its elicitationId',
  level: 'must',
  revisions: { since: '2025-11-25', until: '2025-11-25' },
  requirements: ['elicitation.complete-only-initiator', 'elicitation.complete-has-id'],
  why: 'A client matches the notice with its open elicitation; told to others it gives away what a user does.',
  fix: 'Send notifications/elicitation/complete on the session that was asked, with the elicitationId of that request or error.',
  touch: 'probing',
  enabledBy: { known: 'elicits' },
  needs: { questions, messages, dialogues },
  judge: ({ questions: asked, messages: seen }) => {
    const idsOf = (lane: string): ReadonlySet<unknown> => {
      const requested = asked
        .of('elicitation/create')
        .filter((question) => question.lane === lane)
        .map(({ params }) => params['elicitationId']);
      const listed = seen.responses
        .filter((response) => response.lane === lane && member(member(response.message, 'error'), 'code') === -32042)
        .flatMap(({ message }) => elicitationsOf(message).map((each) => member(each, 'elicitationId')));
      return new Set([...requested, ...listed]);
    };
    return judgeEach(
      seen.notifications.filter(({ method }) => method === 'notifications/elicitation/complete'),
      (notice) => {
        const params = isObject(notice.message) ? notice.message['params'] : undefined;
        const id = member(params, 'elicitationId');
        if (typeof id === 'string' && idsOf(notice.lane).has(id)) return undefined;
        return {
          at: [placeOf(notice)],
          got: `elicitationId ${brief(id)}`,
          want: 'an id that this client was asked with',
          key: 'unknown id',
        };
      },
      'no completion was told',
    );
  },
});

function elicitationsOf(message: unknown): readonly unknown[] {
  const listed = member(member(member(message, 'error'), 'data'), 'elicitations');
  return Array.isArray(listed) ? listed : [];
}

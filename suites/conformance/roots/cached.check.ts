// Roots change rarely and say so when they do.

import { dialogues } from '../../artifacts/dialogues.ts';
import { questions } from '../../artifacts/questions.ts';
import { check } from '../../kernel/check.ts';
import { STATEFUL } from '../../kernel/revision.ts';

/** One lane hears three kinds of answers to the same call; two questions more are a habit. */
const PLAYS_WITHOUT_CHANGE = 5;

export default check({
  title: 'Roots are not asked for again on every call',
  level: 'advice',
  revisions: STATEFUL,
  requirements: ['roots.cached'],
  why: 'Each question is a round trip in the middle of a call, and some clients ask the person.',
  fix: 'Keep the roots and ask again on notifications/roots/list_changed.',
  touch: 'probing',
  needs: { questions, dialogues },
  judge: ({ questions: asked, dialogues: played }) => {
    const plays = played.of('roots', 'none').filter(({ end }) => end.outcome === 'result');
    const lane = plays[0]?.end.lane;
    const again = asked.of('roots/list').filter((question) => question.lane === lane);
    const each = plays.length > 0 && again.length > PLAYS_WITHOUT_CHANGE;
    return {
      seen: plays.length,
      findings: each
        ? [
            {
              at: again.slice(0, 2).map(({ place }) => place()),
              got: `${again.length} requests without a change`,
              want: 'one, and one after each change',
              key: 'again',
            },
          ]
        : [],
    };
  },
});

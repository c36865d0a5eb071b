// What is deprecated should not be built upon anew.

import { dialogues } from '../../artifacts/dialogues.ts';
import { questions } from '../../artifacts/questions.ts';
import { check } from '../../kernel/check.ts';
import { PER_REQUEST } from '../../kernel/revision.ts';

export default check({
  title: 'Sampling is not built upon: it is deprecated',
  level: 'advice',
  revisions: PER_REQUEST,
  requirements: ['sampling.deprecated-not-adopted'],
  why: 'Clients will drop the feature; a server that depends on it loses what it does with it.',
  fix: 'Call a model of your own, or return the text for the host to work on.',
  touch: 'probing',
  enabledBy: { known: 'samples' },
  needs: { questions, dialogues },
  judge: ({ questions: asked, dialogues: played }) => {
    const wanted = asked.of('sampling/createMessage');
    return {
      seen: wanted.length + played.plays.length,
      findings: wanted.slice(0, 1).map(({ place, key }) => ({
        at: [place()],
        got: 'sampling/createMessage',
        want: 'a call that does without',
        key,
      })),
      note: 'no call asked its client for anything',
    };
  },
});

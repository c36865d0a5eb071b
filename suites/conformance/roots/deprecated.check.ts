// Roots are on their way out of the protocol; servers that start now do without.

import { dialogues } from '../../artifacts/dialogues.ts';
import { questions } from '../../artifacts/questions.ts';
import { check } from '../../kernel/check.ts';
import { PER_REQUEST } from '../../kernel/revision.ts';

export default check({
  title: 'Roots are not built upon: they are deprecated',
  level: 'advice',
  revisions: PER_REQUEST,
  requirements: ['roots.deprecated-not-adopted'],
  why: 'Clients will drop the feature; a server that depends on roots loses its folders.',
  fix: 'Take folders as tool arguments, resource URIs or configuration.',
  touch: 'probing',
  enabledBy: { known: 'lists-roots' },
  needs: { questions, dialogues },
  judge: ({ questions: asked, dialogues: played }) => {
    const wanted = asked.of('roots/list');
    return {
      seen: wanted.length + played.plays.length,
      findings: wanted
        .slice(0, 1)
        .map(({ place, key }) => ({ at: [place()], got: 'roots/list', want: 'a call that does without', key })),
      note: 'no call asked its client for anything',
    };
  },
});

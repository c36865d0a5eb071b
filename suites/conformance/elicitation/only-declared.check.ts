// A client that cannot answer leaves the call hanging, or fails it.

import { dialogues } from '../../artifacts/dialogues.ts';
import { modest } from '../../artifacts/modest.ts';
import { questions } from '../../artifacts/questions.ts';
import { check } from '../../kernel/check.ts';
import { isObject } from '../../kernel/look.ts';

export default check({
  title: 'Only clients that declared elicitation are asked for elicitation/create',
  level: 'must',
  revisions: { since: '2025-06-18' },
  requirements: [
    'elicitation.requires-capability',
    'lifecycle.only-negotiated-capabilities',
    'mrtr.only-declared-capabilities',
  ],
  why: 'A client without the capability answers with an error or not at all, and the call that waits for it never ends well.',
  fix: 'Look at the capabilities of the client (of the request, from 2026-07-28) before asking; refuse or do without otherwise.',
  touch: 'probing',
  needs: { questions, dialogues, modest },
  judge: ({ questions: asked, dialogues: played, modest: quiet }) => {
    const wrong = asked
      .of('elicitation/create')
      .filter(({ clientCapabilities }) => !isObject(clientCapabilities['elicitation']));
    return {
      seen: quiet.exchanges.length + played.of('elicitation', 'undeclared').length,
      findings: wrong.map(({ place, key }) => ({
        at: [place()],
        got: `elicitation/create to a client that did not declare elicitation`,
        want: 'no such request',
        key,
      })),
    };
  },
});

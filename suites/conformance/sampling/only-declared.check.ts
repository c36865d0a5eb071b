// A client that cannot answer leaves the call hanging, or fails it.

import { dialogues } from '../../artifacts/dialogues.ts';
import { modest } from '../../artifacts/modest.ts';
import { questions } from '../../artifacts/questions.ts';
import { check } from '../../kernel/check.ts';
import { isObject } from '../../kernel/look.ts';
import { ALL } from '../../kernel/revision.ts';

export default check({
  title: 'Only clients that declared sampling are asked for sampling/createMessage',
  level: 'must',
  levels: { '2024-11-05': 'should', '2025-03-26': 'should' },
  revisions: ALL,
  requirements: [
    'sampling.requires-capability',
    'lifecycle.only-negotiated-capabilities',
    'lifecycle.only-negotiated-capabilities-should',
    'mrtr.only-declared-capabilities',
  ],
  why: 'A client without the capability answers with an error or not at all, and the call that waits for it never ends well.',
  fix: 'Look at the capabilities of the client (of the request, from 2026-07-28) before asking; refuse or do without otherwise.',
  touch: 'probing',
  needs: { questions, dialogues, modest },
  judge: ({ questions: asked, dialogues: played, modest: quiet }) => {
    const wrong = asked
      .of('sampling/createMessage')
      .filter(({ clientCapabilities }) => !isObject(clientCapabilities['sampling']));
    return {
      seen: quiet.exchanges.length + played.of('sampling', 'undeclared').length,
      findings: wrong.map(({ place, key }) => ({
        at: [place()],
        got: `sampling/createMessage to a client that did not declare sampling`,
        want: 'no such request',
        key,
      })),
    };
  },
});

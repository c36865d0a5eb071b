// Context of other servers is shared only where the client said that it can.

import { dialogues } from '../../artifacts/dialogues.ts';
import { questions } from '../../artifacts/questions.ts';
import { check } from '../../kernel/check.ts';
import { brief, isObject, judgeEach, member } from '../../kernel/look.ts';

export default check({
  title: 'includeContext beyond none goes only to clients that declared sampling.context',
  level: 'should',
  revisions: { since: '2025-11-25' },
  requirements: [
    'sampling.context-requires-capability',
    'sampling.include-context-needs-capability',
    'sampling.context-values-avoided',
    'sampling.include-context-avoided',
  ],
  why: 'The values are on their way out, and a client without the capability ignores or refuses them.',
  fix: 'Leave includeContext out, or send none.',
  touch: 'probing',
  enabledBy: { known: 'samples' },
  needs: { questions, dialogues },
  judge: ({ questions: asked }) =>
    judgeEach(
      asked
        .of('sampling/createMessage')
        .filter(({ clientCapabilities }) => !isObject(member(clientCapabilities['sampling'], 'context'))),
      ({ params, place, key }) => {
        const value = params['includeContext'];
        if (value === undefined || value === 'none') return undefined;
        return { at: [place('params', 'includeContext')], got: brief(value), want: 'none, or nothing', key };
      },
      'no client without sampling.context was asked for sampling',
    ),
});

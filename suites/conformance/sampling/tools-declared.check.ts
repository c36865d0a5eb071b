// A client that samples without tools cannot run a loop of tool calls.

import { dialogues } from '../../artifacts/dialogues.ts';
import { questions } from '../../artifacts/questions.ts';
import { check } from '../../kernel/check.ts';
import { isObject, judgeEach, member } from '../../kernel/look.ts';

export default check({
  title: 'Tools in sampling requests go only to clients that declared sampling.tools',
  level: 'must',
  revisions: { since: '2025-11-25' },
  requirements: ['sampling.tools-require-capability', 'sampling.tools-only-when-declared'],
  why: 'A client without tool support ignores the tools or refuses the request.',
  fix: 'Send tools and toolChoice only where sampling.tools was declared.',
  touch: 'probing',
  enabledBy: { known: 'samples' },
  needs: { questions, dialogues },
  judge: ({ questions: asked }) =>
    judgeEach(
      asked
        .of('sampling/createMessage')
        .filter(({ clientCapabilities }) => !isObject(member(clientCapabilities['sampling'], 'tools'))),
      ({ params, place, key }) => {
        const sent = ['tools', 'toolChoice'].filter((name) => Object.hasOwn(params, name));
        return sent.length === 0
          ? undefined
          : { at: [place('params')], got: sent.join(' and '), want: 'neither tools nor toolChoice', key };
      },
      'no client without sampling.tools was asked for sampling',
    ),
});

// A client shows forms, or opens pages, or both: what it did not declare it cannot do.

import { dialogues } from '../../artifacts/dialogues.ts';
import { questions } from '../../artifacts/questions.ts';
import { check } from '../../kernel/check.ts';
import { isObject, judgeEach } from '../../kernel/look.ts';
import type { JsonObject } from '../../kernel/recording.ts';

/** An empty object means forms only (client/elicitation#capabilities). */
function modesOf(capabilities: JsonObject): readonly string[] {
  const declared = capabilities['elicitation'];
  if (!isObject(declared)) return [];
  const named = ['form', 'url'].filter((mode) => isObject(declared[mode]));
  return named.length === 0 ? ['form'] : named;
}

export default check({
  title: 'Elicitation uses only the modes that the client declared',
  level: 'must',
  revisions: { since: '2025-11-25' },
  requirements: ['elicitation.mode-supported', 'elicitation.only-supported-modes'],
  why: 'A client that shows forms only cannot open a page, and the person is never asked.',
  fix: 'Check elicitation.form and elicitation.url before choosing the mode; an empty elicitation object means form.',
  touch: 'probing',
  enabledBy: { known: 'elicits' },
  needs: { questions, dialogues },
  judge: ({ questions: asked }) =>
    judgeEach(
      asked.of('elicitation/create').filter(({ clientCapabilities }) => isObject(clientCapabilities['elicitation'])),
      ({ params, clientCapabilities, place, key }) => {
        const mode = params['mode'] === 'url' ? 'url' : 'form';
        const modes = modesOf(clientCapabilities);
        if (modes.includes(mode)) return undefined;
        return { at: [place()], got: `mode ${mode}`, want: modes.join(' or '), key: `${mode} ${key}` };
      },
      'nothing was elicited',
    ),
});

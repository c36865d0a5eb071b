// A link in a form is clicked without the consent that the client asks for a page.

import { dialogues } from '../../artifacts/dialogues.ts';
import { questions } from '../../artifacts/questions.ts';
import { check } from '../../kernel/check.ts';
import { brief, judgeEach } from '../../kernel/look.ts';
const LINK = /https?:\/\/[^\s"'<>]+/iu;

/** The first link in what a person reads: message, titles, descriptions, labels and defaults; `$schema` is not shown. */
function linkIn(value: unknown, key = '', depth = 0): string | undefined {
  if (key.startsWith('$') || depth > 8) return undefined;
  if (typeof value === 'string') return LINK.exec(value)?.[0];
  if (typeof value !== 'object' || value === null) return undefined;
  for (const [name, inner] of Object.entries(value)) {
    const found = linkIn(inner, name, depth + 1);
    if (found !== undefined) return found;
  }
  return undefined;
}

export default check({
  title: 'Forms contain no links to click',
  level: 'should',
  revisions: { since: '2025-11-25' },
  requirements: ['elicitation.form-no-links', 'elicitation.form-no-clickable-urls'],
  why: 'For a page the client shows the whole address and asks first; a link in a text goes around that.',
  fix: 'Use mode url for what is to be opened.',
  touch: 'probing',
  enabledBy: { known: 'elicits' },
  needs: { questions, dialogues },
  judge: ({ questions: asked }) =>
    judgeEach(
      asked.of('elicitation/create').filter(({ params }) => params['mode'] !== 'url'),
      ({ params, place, key }) => {
        const link = linkIn(params);
        return link === undefined
          ? undefined
          : { at: [place('params')], got: brief(link, 100), want: 'no http(s) address', key };
      },
      'nothing was elicited',
    ),
});

// A page that cannot be opened asks nobody.

import { dialogues } from '../../artifacts/dialogues.ts';
import { questions } from '../../artifacts/questions.ts';
import { check } from '../../kernel/check.ts';
import { brief, judgeEach } from '../../kernel/look.ts';
const isAbsolute = (url: unknown): boolean =>
  typeof url === 'string' && /^[a-z][a-z0-9+.-]*:\S+$/iu.test(url) && URL.canParse(url);

export default check({
  title: 'The url of an elicitation is an absolute URL with a host',
  level: 'must',
  revisions: { since: '2025-11-25' },
  requirements: ['elicitation.url-valid'],
  why: 'The client hands the address to a browser; a relative or broken one leads nowhere.',
  fix: 'Send the whole address, scheme and host included.',
  touch: 'probing',
  enabledBy: { known: 'elicits' },
  needs: { questions, dialogues },
  judge: ({ questions: asked }) =>
    judgeEach(
      asked.of('elicitation/create').filter(({ params }) => params['mode'] === 'url'),
      ({ params, place, key }) =>
        isAbsolute(params['url'])
          ? undefined
          : { at: [place('params')], got: brief(params['url']), want: 'an absolute URL', key },
      'no page was to be opened',
    ),
});

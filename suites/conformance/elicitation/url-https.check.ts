// What a person types on a page sent over plain http can be read on the way.

import { dialogues } from '../../artifacts/dialogues.ts';
import { questions } from '../../artifacts/questions.ts';
import { check } from '../../kernel/check.ts';
import { judgeEach } from '../../kernel/look.ts';

export default check({
  title: 'Elicitation pages are https, but for loopback',
  level: 'should',
  revisions: { since: '2025-11-25' },
  requirements: ['elicitation.url-https'],
  why: 'The page is where credentials are typed; plain http shows them to everybody on the way.',
  fix: 'Serve the page over https; http is for development on loopback alone.',
  touch: 'probing',
  enabledBy: { known: 'elicits' },
  needs: { questions, dialogues },
  judge: ({ questions: asked }) =>
    judgeEach(
      asked
        .of('elicitation/create')
        .filter(({ params }) => typeof params['url'] === 'string' && URL.canParse(params['url'])),
      ({ params, place, key }) => {
        const { protocol, hostname } = new URL(String(params['url']));
        const local = /^(?:localhost|127(?:\.\d+){3}|\[::1\])$/u.test(hostname);
        if (protocol === 'https:' || local) return undefined;
        return { at: [place('params', 'url')], got: `${protocol}//${hostname}`, want: 'https', key };
      },
      'no page was to be opened',
    ),
});

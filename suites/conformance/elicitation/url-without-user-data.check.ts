// An address ends up in histories, logs and referrers.

import { dialogues } from '../../artifacts/dialogues.ts';
import { questions } from '../../artifacts/questions.ts';
import { check } from '../../kernel/check.ts';
import { judgeEach } from '../../kernel/look.ts';
const EMAIL = /[\w.+-]+@[\w-]+(?:\.[\w-]+)+/u;

/** Only what is certain: user information in front of the host, and an e-mail address. A key-like parameter may be OAuth's own. */
function personal(url: URL): string | undefined {
  if (url.username !== '' || url.password !== '') return 'user information in front of the host';
  let rest = `${url.pathname}${url.search}${url.hash}`;
  try {
    rest = decodeURIComponent(rest);
  } catch {
    // a lone percent sign: read as it stands
  }
  return EMAIL.test(rest) ? 'an e-mail address' : undefined;
}

export default check({
  title: 'Elicitation URLs hold no credentials or personal data',
  level: 'must',
  revisions: { since: '2025-11-25' },
  requirements: ['elicitation.url-no-user-data', 'elicitation.url-no-sensitive-data'],
  why: 'Addresses are kept in histories and logs; a password or an e-mail address in one is given away.',
  fix: 'Send a reference that means nothing elsewhere, and look the user up on the page.',
  touch: 'probing',
  enabledBy: { known: 'elicits' },
  needs: { questions, dialogues },
  judge: ({ questions: asked }) =>
    judgeEach(
      asked
        .of('elicitation/create')
        .filter(({ params }) => typeof params['url'] === 'string' && URL.canParse(params['url'])),
      ({ params, place, key }) => {
        const told = personal(new URL(String(params['url'])));
        return told === undefined
          ? undefined
          : { at: [place('params', 'url')], got: told, want: 'no data of the user', key };
      },
      'no page was to be opened',
    ),
});

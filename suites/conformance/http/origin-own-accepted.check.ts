// The check of Origin concerns browsers; a client that sends none is not refused for that.

import { check } from '../../kernel/check.ts';
import { at, ending } from '../../kernel/look.ts';
import { PER_REQUEST } from '../../kernel/revision.ts';
import { served, unanswered } from '../../artifacts/answers.ts';
import { strangers } from '../../artifacts/strangers.ts';

export default check({
  title: 'A request without Origin is not refused for lacking one',
  level: 'must',
  revisions: PER_REQUEST,
  transports: ['streamable-http'],
  requirements: ['http.origin-valid-accepted'],
  why: 'Programs that are no browser send no Origin; a server that demands one shuts all of them out.',
  fix: 'Refuse a request for its Origin only where the header is present and not allowed.',
  touch: 'probing',
  needs: { strangers },
  judge: ({ strangers: { find } }) => {
    const plain = find('discover', 'plain');
    if (plain === undefined || unanswered(plain)) return { seen: 0, findings: [], note: 'no answer to judge' };
    if (served(plain)) return { seen: 1, findings: [] };
    // Only what the Origin alone changes is known to be refused for the lack of one.
    const own = find('discover', 'own');
    if (own === undefined || !served(own)) return { seen: 0, findings: [], note: 'refused with an Origin as well' };
    return {
      seen: 1,
      findings: [
        {
          at: [at(plain), at(own)],
          got: `${ending(plain)} without Origin`,
          want: 'the result that comes with one',
          key: 'demanded',
        },
      ],
    };
  },
});

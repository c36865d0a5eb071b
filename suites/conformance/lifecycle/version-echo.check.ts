// A revision that the target offers to others must be granted to whoever asks for it.

import { check } from '../../kernel/check.ts';
import { at, brief, ending, judgeEach } from '../../kernel/look.ts';
import { isRevision, STATEFUL } from '../../kernel/revision.ts';
import { firstWords } from '../../artifacts/first-words.ts';
import { besideProtocol } from '../../artifacts/answers.ts';

export default check({
  title: 'A supported protocol version is answered with that same version',
  level: 'must',
  revisions: STATEFUL,
  requirements: ['lifecycle.version-echo'],
  why: 'A client that gets another version than the supported one it asked for speaks a newer or older protocol than it can, or disconnects.',
  fix: 'In initialize, return the requested protocolVersion unchanged whenever the server supports it.',
  touch: 'probing',
  needs: { firstWords },
  judge: ({ firstWords: { agreements } }) => {
    // What it named in any answer it supports; what it never named may be unsupported, and then another is right.
    const offered = new Set(agreements.map((each) => each.granted).filter(isRevision));
    const wanted = agreements.filter((each) => isRevision(each.requested) && offered.has(each.requested));
    return judgeEach(
      wanted.filter((each) => !besideProtocol(each.exchange) && each.exchange.outcome !== 'timeout'),
      (each) =>
        each.granted === each.requested || !each.fresh
          ? undefined
          : {
              at: [at(each.exchange, ...(each.granted === undefined ? [] : ['result', 'protocolVersion']))],
              got: each.granted === undefined ? ending(each.exchange) : brief(each.granted),
              want: `${each.requested}, which the server offers elsewhere`,
              key: each.requested,
            },
      'the server named no revision',
    );
  },
});

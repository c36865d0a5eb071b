// The version offered for an unknown one should be the newest the server has.

import { check } from '../../kernel/check.ts';
import { at, judgeEach } from '../../kernel/look.ts';
import { isRevision, STATEFUL } from '../../kernel/revision.ts';
import { firstWords } from '../../artifacts/first-words.ts';
import { NONSENSE_VERSIONS } from '../../artifacts/handshake-messages.ts';

export default check({
  title: 'The version offered for an unknown one is the newest that the server supports',
  level: 'should',
  revisions: STATEFUL,
  requirements: ['lifecycle.version-counter-offer-latest'],
  why: 'A newer client that is offered an old version loses every feature that came later, though both sides have it.',
  fix: 'Answer an unknown protocolVersion with the newest supported one.',
  touch: 'probing',
  needs: { firstWords },
  judge: ({ firstWords: { agreements } }) => {
    const granted = agreements.filter((each) => isRevision(each.requested) && each.granted === each.requested);
    const offers = agreements.filter(
      (each) =>
        each.fresh && isRevision(each.granted) && (NONSENSE_VERSIONS as readonly string[]).includes(each.requested),
    );
    const shown = agreements.filter(
      (each) =>
        !each.fresh && isRevision(each.granted) && (NONSENSE_VERSIONS as readonly string[]).includes(each.requested),
    );
    const judged = judgeEach(
      offers,
      (offer) => {
        const newer = granted.filter((each) => each.requested > String(offer.granted));
        const newest = newer.toSorted((a, b) => a.requested.localeCompare(b.requested)).at(-1);
        if (newest === undefined) return undefined;
        return {
          at: [at(offer.exchange, 'result', 'protocolVersion'), at(newest.exchange, 'result', 'protocolVersion')],
          got: String(offer.granted),
          want: `${newest.requested}, which the server grants when asked`,
          key: 'older-offered',
        };
      },
      'the server made no counter-offer',
    );
    return { ...judged, findings: judged.findings.slice(0, 1), seen: judged.seen + shown.length };
  },
});

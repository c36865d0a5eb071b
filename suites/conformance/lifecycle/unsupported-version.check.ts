// Each request is judged by the version it names, whatever came before on the connection.

import { check } from '../../kernel/check.ts';
import { at, ending, judgeEach, refusedOutside } from '../../kernel/look.ts';
import { PER_REQUEST } from '../../kernel/revision.ts';
import { codeOf, served, unanswered } from '../../artifacts/answers.ts';
import { metaProbes } from '../../artifacts/meta-probes.ts';
import { modernOpening } from '../../artifacts/modern-opening.ts';
import { UNSUPPORTED_VERSION } from '../../artifacts/modern-messages.ts';

export default check({
  title: 'A request that names an unsupported version is refused with -32022',
  level: 'must',
  revisions: PER_REQUEST,
  requirements: ['lifecycle.unsupported-version-error', 'lifecycle.unsupported-version-every-method'],
  why: 'A client of another version takes the answer for one of its own version and misreads it.',
  fix: 'Look at _meta io.modelcontextprotocol/protocolVersion of every request and answer -32022 where it is not supported.',
  touch: 'probing',
  needs: { metaProbes, modernOpening },
  judge: ({ metaProbes: { of }, modernOpening: { dualEra } }) => {
    // A server of both eras may hand a request that names an old version to its old side.
    const asked = [...of('unknown-version'), ...(dualEra ? [] : of('legacy-version'))];
    const judged = judgeEach(
      asked.filter(
        ({ exchange, acknowledged }) => acknowledged || (!unanswered(exchange) && !refusedOutside(exchange)),
      ),
      ({ what, method, exchange, acknowledged }) =>
        codeOf(exchange) === UNSUPPORTED_VERSION
          ? undefined
          : {
              at: [at(exchange)],
              got: acknowledged ? 'an acknowledgement' : ending(exchange),
              want: `error ${UNSUPPORTED_VERSION}`,
              key: what === 'unknown-version' ? method : `${method}, a legacy version`,
            },
    );
    const complete = of('complete');
    const [before, after] = [complete[0], complete.at(-1)];
    const spoiled = before !== after && served(before?.exchange) && after !== undefined && !served(after.exchange);
    if (!spoiled || unanswered(after.exchange)) return judged;
    const finding = {
      at: [at(after.exchange)],
      got: `${ending(after.exchange)} for a complete request after refused ones`,
      want: 'normal service',
      key: 'good request afterwards',
    };
    return { ...judged, findings: [...judged.findings, finding] };
  },
});

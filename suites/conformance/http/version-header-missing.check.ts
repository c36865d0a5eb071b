// Without the header intermediaries cannot tell which rules hold for the request.

import { check } from '../../kernel/check.ts';
import { PER_REQUEST } from '../../kernel/revision.ts';
import { at, ending, refusedOutside } from '../../kernel/look.ts';
import { codeOf, unanswered } from '../../artifacts/answers.ts';
import { headerProbes } from '../../artifacts/header-probes.ts';
import { modernOpening } from '../../artifacts/modern-opening.ts';
import { HEADER_MISMATCH } from '../../artifacts/modern-messages.ts';

export default check({
  title: 'A request without MCP-Protocol-Version is refused',
  level: 'must',
  revisions: PER_REQUEST,
  transports: ['streamable-http'],
  requirements: ['http.protocol-version-header-missing'],
  why: 'A gateway that routes by headers and a server that reads the body would act on different versions.',
  fix: 'Answer 400 with code -32020 where MCP-Protocol-Version is absent, unless clients older than 2025-06-18 are served.',
  touch: 'probing',
  needs: { headerProbes, modernOpening },
  applies: ({ modernOpening: { servesOldest } }) =>
    servesOldest
      ? { kind: 'nothing-to-judge', note: 'the server serves clients of revisions that had no such header' }
      : undefined,
  judge: ({ headerProbes: { of }, modernOpening: { dualEra } }) => {
    const [probe] = of('version-missing');
    if (probe === undefined || unanswered(probe.exchange)) return { seen: 0, findings: [], note: 'no answer to judge' };
    const { exchange } = probe;
    if (exchange.status !== 400 && refusedOutside(exchange)) return { seen: 0, findings: [], note: ending(exchange) };
    // A server of both eras may take the request for an old one and refuse it for an old reason.
    const code = codeOf(exchange);
    const right = exchange.status === 400 && (dualEra || code === HEADER_MISMATCH || code === undefined);
    return {
      seen: 1,
      findings: right
        ? []
        : [{ at: [at(exchange)], got: ending(exchange), want: `HTTP 400 with ${HEADER_MISMATCH}`, key: 'missing' }],
    };
  },
});

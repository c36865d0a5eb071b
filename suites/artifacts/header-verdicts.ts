// How a server may and must answer a request whose headers do not fit: shared by the rules on each header.

import type { Finding, Judged } from '../kernel/check.ts';
import { at, ending, errorOf, refusedOutside } from '../kernel/look.ts';
import type { Exchange } from '../kernel/recording.ts';
import { codeOf, served, unanswered } from './answers.ts';
import type { HeaderProbe, HeaderProbes } from './header-probes.ts';
import { HEADER_MISMATCH, INVALID_PARAMS } from './modern-messages.ts';

const inconclusive = (exchange: Exchange): boolean =>
  unanswered(exchange) || (refusedOutside(exchange) && exchange.status !== 400);

/**
 * 400 with -32020, or one of the tolerated codes. A 400 without JSON-RPC body is refused as it should be; what is missing
 * in it is for the rule on error bodies.
 */
export function mustRefuse(probes: readonly HeaderProbe[], tolerated: readonly number[] = [], note?: string): Judged {
  const findings: Finding[] = [];
  let seen = 0;
  for (const { what, subject, unlisted, exchange } of probes) {
    if (inconclusive(exchange)) continue;
    const code = codeOf(exchange);
    // The named item does not exist: both errors apply and the text gives no order.
    if (unlisted && code === INVALID_PARAMS) continue;
    seen += 1;
    const key = `${what}: ${subject}`;
    const want = `HTTP 400 with ${HEADER_MISMATCH}`;
    const right = code === HEADER_MISMATCH || (typeof code === 'number' && tolerated.includes(code));
    const refused = exchange.status === 400 && (right || errorOf(exchange) === undefined);
    if (!refused) findings.push({ at: [at(exchange)], got: ending(exchange), want, key });
  }
  return note === undefined ? { seen, findings } : { seen, findings, note };
}

/** Served like the same request without peculiarity; where that is refused too, nothing follows. */
export function mustServe(probes: readonly HeaderProbe[], all: HeaderProbes, note?: string): Judged {
  const findings: Finding[] = [];
  let seen = 0;
  for (const { what, subject, unlisted, exchange } of probes) {
    if (inconclusive(exchange)) continue;
    const baseline = all.baseline(subject);
    if (unlisted ? codeOf(baseline) === HEADER_MISMATCH : !served(baseline)) continue;
    seen += 1;
    const good = unlisted ? codeOf(exchange) !== HEADER_MISMATCH : served(exchange);
    if (!good)
      findings.push({
        at: [at(exchange)],
        got: ending(exchange),
        want: 'the answer that the plain header gets',
        key: `${what}: ${subject}`,
      });
  }
  return note === undefined ? { seen, findings } : { seen, findings, note };
}

/** Two judgements as one. */
export const both = (one: Judged, other: Judged): Judged => ({
  seen: one.seen + other.seen,
  findings: [...one.findings, ...other.findings],
});

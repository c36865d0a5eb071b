// A version nobody knows must be met with one the server has, not with an echo, silence or a crash.

import { check } from '../../kernel/check.ts';
import type { Finding } from '../../kernel/check.ts';
import { at, brief, errorOf } from '../../kernel/look.ts';
import { STATEFUL } from '../../kernel/revision.ts';
import { firstWords, type Agreement } from '../../artifacts/first-words.ts';
import { besideProtocol } from '../../artifacts/answers.ts';
import { NONSENSE_VERSIONS } from '../../artifacts/handshake-messages.ts';

const isNonsense = (version: unknown): boolean => (NONSENSE_VERSIONS as readonly unknown[]).includes(version);

function wrong(each: Agreement, all: readonly Agreement[]): Finding | undefined {
  if (!each.fresh || besideProtocol(each.exchange)) return undefined;
  const key = each.requested < '2024' ? 'past' : 'future';
  const where = [at(each.exchange, ...(each.granted === undefined ? [] : ['result', 'protocolVersion']))];
  const want = 'another version, one that the server supports';
  if (each.granted === each.requested) return { at: where, got: `an echo of ${brief(each.granted)}`, want, key };
  if (typeof each.granted === 'string') {
    const asked = all.find((other) => other.requested === each.granted && other.fresh);
    if (asked === undefined || asked.granted === each.granted || asked.exchange.response === undefined)
      return undefined;
    return {
      at: [...where, at(asked.exchange)],
      got: `${each.granted}, which is then not granted`,
      want,
      key: `${key}-not-granted`,
    };
  }
  // The page on lifecycle shows an error for this very case, so an error is no failure; nothing at all is one.
  if (errorOf(each.exchange) !== undefined || (each.exchange.status ?? 0) >= 400) return undefined;
  if (each.exchange.outcome === 'timeout') return { at: where, got: 'no answer', want, key: `${key}-silent` };
  if (each.exchange.outcome === 'closed') return { at: where, got: 'a closed connection', want, key: `${key}-closed` };
  return { at: where, got: `protocolVersion ${brief(each.granted ?? null)}`, want, key };
}

export default check({
  title: 'An unknown protocol version is answered with one that the server supports',
  level: 'must',
  revisions: STATEFUL,
  requirements: ['lifecycle.version-counter-offer'],
  why: 'A server that agrees to any version promises behaviour it does not have; one that falls silent or dies cannot be upgraded to by a newer client.',
  fix: 'Compare the requested protocolVersion with the list of supported ones and answer an unknown one with the newest of them.',
  touch: 'probing',
  needs: { firstWords },
  judge: ({ firstWords: { agreements } }) => {
    const asked = agreements.filter((each) => isNonsense(each.requested) && !besideProtocol(each.exchange));
    return {
      seen: asked.length,
      findings: asked.map((each) => wrong(each, agreements)).filter((found) => found !== undefined),
    };
  },
});

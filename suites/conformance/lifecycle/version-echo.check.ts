// A revision that the target offers to others must be granted to whoever asks for it.

import { check } from '../../kernel/check.ts';
import type { Look, Session } from '../../kernel/check.ts';
import { at, brief, ending, judgeEach, resultOf } from '../../kernel/look.ts';
import { isRevision, REVISIONS, STATEFUL } from '../../kernel/revision.ts';
import { firstWords } from '../../artifacts/first-words.ts';
import type { Agreement } from '../../artifacts/first-words.ts';
import { besideProtocol } from '../../artifacts/answers.ts';

/** Since this revision the header names the version, and one that is not supported is refused with 400. */
const HEADER_SINCE = '2025-06-18';
const UNKNOWN = '1999-01-01';

const denied = (agreements: readonly Agreement[]): readonly Agreement[] =>
  agreements.filter(
    ({ requested, granted, fresh }) =>
      fresh && isRevision(requested) && requested >= HEADER_SINCE && isRevision(granted) && granted !== requested,
  );

/** Over HTTP each request says its version: does a version that initialize denies hold in the header? */
async function askByHeader(session: Session, agreements: readonly Agreement[]): Promise<void> {
  const versions = session.transport === 'streamable-http' ? denied(agreements).map(({ requested }) => requested) : [];
  if (versions.length === 0) return;
  await Promise.all(
    [...new Set([...versions, UNKNOWN])].map((version) =>
      session.request('ping', undefined, {
        tag: `header ${version}`,
        headers: { 'MCP-Protocol-Version': version },
        deliberate: 'a version in the header that was not agreed on',
      }),
    ),
  );
}

/** Versions that are taken in the header where an unknown one is refused: these the server supports, it says. */
const supportedByHeader = ({ tagged }: Look): ReadonlySet<string> =>
  tagged(`header ${UNKNOWN}`)[0]?.status === 400
    ? new Set(REVISIONS.filter((version) => tagged(`header ${version}`).some((each) => resultOf(each) !== undefined)))
    : new Set();

export default check({
  title: 'A supported protocol version is answered with that same version',
  level: 'must',
  revisions: STATEFUL,
  requirements: ['lifecycle.version-echo'],
  why: 'A client that gets another version than the supported one it asked for speaks a newer or older protocol than it can, or disconnects.',
  fix: 'In initialize, return the requested protocolVersion unchanged whenever the server supports it.',
  touch: 'probing',
  needs: { firstWords },
  probe: (session, { firstWords: { agreements } }) => askByHeader(session, agreements),
  judge: ({ firstWords: { agreements } }, look) => {
    // What it named in any answer it supports; what it never named may be unsupported, and then another is right.
    const offered = new Set<string>(agreements.map((each) => each.granted).filter(isRevision));
    const byHeader = supportedByHeader(look);
    const wanted = agreements.filter(
      (each) => isRevision(each.requested) && (offered.has(each.requested) || byHeader.has(each.requested)),
    );
    return judgeEach(
      wanted.filter((each) => !besideProtocol(each.exchange) && each.exchange.outcome !== 'timeout'),
      (each) =>
        each.granted === each.requested || !each.fresh
          ? undefined
          : {
              at: [at(each.exchange, ...(each.granted === undefined ? [] : ['result', 'protocolVersion']))],
              got: each.granted === undefined ? ending(each.exchange) : brief(each.granted),
              want: offered.has(each.requested)
                ? `${each.requested}, which the server offers elsewhere`
                : `${each.requested}, which it takes in MCP-Protocol-Version, or 400 there too`,
              key: each.requested,
            },
      'the server named no revision',
    );
  },
});

// The refusal says what would be served, so that the client can ask again.

import { check } from '../../kernel/check.ts';
import type { Finding } from '../../kernel/check.ts';
import { at, brief, errorOf, judgeEach, member } from '../../kernel/look.ts';
import type { Exchange } from '../../kernel/recording.ts';
import { PER_REQUEST } from '../../kernel/revision.ts';
import { codeOf } from '../../artifacts/answers.ts';
import { traffic } from '../../artifacts/traffic.ts';
import { META, UNSUPPORTED_VERSION } from '../../artifacts/modern-messages.ts';

function wrong(exchange: Exchange, revision: string): readonly Finding[] {
  const data = errorOf(exchange)?.data;
  const supported = member(data, 'supported');
  const requested = member(data, 'requested');
  const asked = member(member(member(exchange.sent.json, 'params'), '_meta'), META.version);
  const findings: Finding[] = [];
  const listed =
    Array.isArray(supported) && supported.every((each) => typeof each === 'string') && supported.includes(revision);
  if (!listed)
    findings.push({
      at: [at(exchange, 'error')],
      got: `data.supported: ${brief(supported)}`,
      want: `a list of versions with ${revision} among them`,
      key: 'supported',
    });
  if (requested !== asked)
    findings.push({
      at: [at(exchange, 'error')],
      got: `data.requested: ${brief(requested)}`,
      want: `${brief(asked)}, as it was sent`,
      key: 'requested',
    });
  return findings;
}

export default check({
  title: 'The unsupported-version error names the supported versions and the requested one',
  level: 'must',
  revisions: PER_REQUEST,
  requirements: ['lifecycle.unsupported-version-data'],
  why: 'Without the list a client cannot fall back to a version that both sides speak.',
  fix: 'Send data.supported (the versions served) and data.requested (the version of the request) with -32022.',
  touch: 'passive',
  needs: { traffic },
  judge: (_views, { recording }) => {
    const keys = new Set<string>();
    return judgeEach(
      recording.exchanges.filter((each) => codeOf(each) === UNSUPPORTED_VERSION),
      (exchange) => wrong(exchange, recording.revision).filter(({ key = '' }) => !keys.has(key) && keys.add(key)),
      'no request was refused for its version',
    );
  },
});

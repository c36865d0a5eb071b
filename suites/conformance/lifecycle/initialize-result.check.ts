// The answer to initialize carries the three things a client needs to go on.

import { check } from '../../kernel/check.ts';
import type { Finding } from '../../kernel/check.ts';
import { at, brief, ending, errorOf, isObject, judgeEach, member, resultOf } from '../../kernel/look.ts';
import type { Exchange } from '../../kernel/recording.ts';
import { isRevision, STATEFUL } from '../../kernel/revision.ts';
import { besideProtocol, unanswered } from '../../artifacts/answers.ts';
import { firstWords } from '../../artifacts/first-words.ts';

const PARTS: readonly (readonly [string, (value: unknown) => boolean, string])[] = [
  ['protocolVersion', (value) => typeof value === 'string', 'a string'],
  ['capabilities', isObject, 'an object'],
  ['serverInfo', isObject, 'an object'],
];

function wrong(exchange: Exchange): readonly Finding[] {
  const result = resultOf(exchange);
  if (result === undefined) return [{ at: [at(exchange)], got: ending(exchange), want: 'a result', key: 'refused' }];
  const findings = PARTS.filter(([name, good]) => !good(result[name])).map(([name, , want]) => ({
    at: [at(exchange, 'result', ...(Object.hasOwn(result, name) ? [name] : []))],
    got: `${name}: ${brief(result[name])}`,
    want,
    key: name,
  }));
  if (!isObject(result.serverInfo)) return findings;
  const info = ['name', 'version'].filter((name) => typeof member(result.serverInfo, name) !== 'string');
  return [
    ...findings,
    ...info.map((name) => ({
      at: [at(exchange, 'result', 'serverInfo')],
      got: `serverInfo.${name}: ${brief(member(result.serverInfo, name))}`,
      want: 'a string',
      key: `serverInfo.${name}`,
    })),
  ];
}

export default check({
  title: 'Initialize is answered with protocol version, capabilities and server identity',
  level: 'must',
  revisions: STATEFUL,
  requirements: ['lifecycle.initialize-result'],
  why: 'Clients decide from these three members what they may ask; without one of them most refuse to connect.',
  fix: 'Return protocolVersion, capabilities and serverInfo {name, version} from initialize.',
  touch: 'passive',
  needs: { firstWords },
  judge: ({ firstWords: { agreements } }) => {
    const first = new Set<string>();
    const judged = judgeEach(
      agreements.filter(
        // An error is legal for a version the server does not know; the version rules judge those.
        ({ exchange, fresh, requested }) =>
          fresh &&
          !besideProtocol(exchange) &&
          !unanswered(exchange) &&
          (resultOf(exchange) !== undefined || (isRevision(requested) && errorOf(exchange) === undefined)),
      ),
      ({ exchange }) => wrong(exchange).filter((found) => !first.has(found.key ?? '') && first.add(found.key ?? '')),
    );
    return judged;
  },
});

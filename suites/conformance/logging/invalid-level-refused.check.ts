// A level that does not exist, taken as if it did: the client believes it was set.

import { declaredKinds } from '../../artifacts/all-lists.ts';
import { LOG_LEVEL } from '../../artifacts/named-calls.ts';
import { check } from '../../kernel/check.ts';
import type { Session } from '../../kernel/check.ts';
import { at, ending, errorOf, isObject, judgeEach, member, refusedOutside, resultOf } from '../../kernel/look.ts';

const LEVELS: Readonly<Record<string, string | number>> = {
  'the level "verbose"': 'verbose',
  'the level "INFO"': 'INFO',
  'the level 3': 3,
};

async function ask(session: Session): Promise<void> {
  const method = declaredKinds(session.capabilities)[0]?.method ?? 'server/discover';
  for (const [tag, level] of Object.entries(LEVELS)) {
    if (session.era === 'initialize') await session.request('logging/setLevel', { level }, { tag, deliberate: tag });
    else await session.request(method, undefined, { tag, deliberate: tag, meta: { [LOG_LEVEL]: level } });
  }
  if (session.era === 'initialize')
    await session.request('logging/setLevel', {}, { tag: 'no level', deliberate: 'no level' });
}

export default check({
  title: 'An unknown log level is refused with the code -32602',
  level: 'should',
  revisions: { since: '2024-11-05' },
  requirements: ['logging.invalid-level-32602', 'logging.invalid-level-rejected'],
  why: 'The client believes the level is set and waits for messages that never come, or drowns in them.',
  fix: 'Compare with the eight names, in their case, and answer -32602 for anything else.',
  touch: 'probing',
  isolation: 'rough',
  needs: {},
  applies: (_, recording) =>
    isObject(member(recording.capabilities, 'logging'))
      ? undefined
      : { kind: 'not-declared', note: 'the logging capability is not declared' },
  probe: ask,
  judge: (_, look) =>
    judgeEach(
      look.probe.filter(
        (exchange) =>
          !refusedOutside(exchange) &&
          (resultOf(exchange) ?? errorOf(exchange)) !== undefined &&
          errorOf(exchange)?.code !== -32601,
      ),
      (exchange) =>
        errorOf(exchange)?.code === -32602
          ? undefined
          : {
              at: [at(exchange)],
              got: `${exchange.tag}: ${ending(exchange)}`,
              want: 'an error with code -32602',
              key: `${exchange.tag} ${errorOf(exchange) === undefined ? 'accepted' : 'code'}`,
            },
      'no such request was answered',
    ),
});

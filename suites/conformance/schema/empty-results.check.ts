// Requests that only acknowledge are answered with nothing but `_meta`.

import { messages, placeOf } from '../../artifacts/messages.ts';
import { knownCalls } from '../../artifacts/known-calls.ts';
import { check } from '../../kernel/check.ts';
import { isObject, judgeEach, member, pointer } from '../../kernel/look.ts';
import { STATEFUL } from '../../kernel/revision.ts';

/** `ping` has a demand and a rule of its own. */
const EMPTY: ReadonlySet<string | undefined> = new Set([
  'logging/setLevel',
  'resources/subscribe',
  'resources/unsubscribe',
]);

export default check({
  title: 'Requests without payload in the answer get an empty result',
  level: 'should',
  revisions: STATEFUL,
  requirements: ['schema.empty-results'],
  why: 'Members nobody defined invite clients to depend on them, and strict clients refuse them.',
  fix: 'Return {} from logging/setLevel, resources/subscribe and resources/unsubscribe.',
  touch: 'passive',
  needs: { messages, knownCalls },
  judge: ({ messages: { responses } }) =>
    judgeEach(
      responses.filter((found) => found.kind === 'result' && EMPTY.has(found.method)),
      (found) => {
        const result = member(found.message, 'result');
        const extra = isObject(result) ? Object.keys(result).filter((key) => key !== '_meta') : [];
        if (extra[0] === undefined) return undefined;
        return {
          at: [placeOf(found, pointer('result', extra[0]))],
          got: `${found.method ?? ''} returned ${extra.slice(0, 4).join(', ')}`,
          want: 'no member but _meta',
          key: found.method ?? '',
        };
      },
      'the server declares neither logging nor resources.subscribe',
    ),
});

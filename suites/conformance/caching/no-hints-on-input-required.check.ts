// A question is no answer to keep.

import { knownCalls } from '../../artifacts/known-calls.ts';
import { check } from '../../kernel/check.ts';
import { at, brief, judgeEach, member, resultOf } from '../../kernel/look.ts';

export default check({
  title: 'Results that ask for input carry no caching hints',
  level: 'should',
  revisions: { since: '2026-07-28' },
  requirements: ['caching.no-hints-on-input-required'],
  why: 'A cache that keeps the question asks every caller again, with the state of the first.',
  fix: 'Add ttlMs and cacheScope to complete results alone.',
  touch: 'probing',
  needs: { knownCalls },
  probe: async (session, views) => {
    const asking = views.knownCalls.find('input-required', 'resources/read').filter((call) => call.source === 'config');
    await Promise.all(asking.slice(0, 3).map((call) => session.request(call.method, call.params)));
  },
  judge: (views, { recording }) =>
    judgeEach(
      recording.exchanges.filter((exchange) => member(resultOf(exchange), 'resultType') === 'input_required'),
      (exchange) => {
        const hints = ['ttlMs', 'cacheScope'].filter((name) => resultOf(exchange)?.[name] !== undefined);
        if (hints.length === 0) return undefined;
        return {
          at: [at(exchange, 'result')],
          got: `${exchange.method}: ${brief(hints)} on a result that asks for input`,
          want: 'no hints',
          key: exchange.method,
        };
      },
      views.knownCalls.missing('input-required', 'resources/read').note,
    ),
});

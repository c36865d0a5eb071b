// The server's own trouble has a code of its own.

import { knownCalls } from '../../artifacts/known-calls.ts';
import { check } from '../../kernel/check.ts';
import { at, ending, errorOf, judgeEach, refusedOutside, resultOf } from '../../kernel/look.ts';

const METHODS: ReadonlySet<string> = new Set(['resources/read', 'prompts/get', 'completion/complete']);

export default check({
  title: 'Internal failures are reported with the code -32603',
  level: 'should',
  revisions: { since: '2026-07-28' },
  requirements: [
    'resources.internal-error-code',
    'prompts.internal-error-code',
    'completion.internal-error-code',
    'logging.internal-error-code',
  ],
  why: 'By the code a client tells its own mistake, which it must not repeat, from trouble of the server, which may be over soon.',
  fix: 'Answer -32603 where a handler fails for reasons of its own.',
  touch: 'probing',
  needs: { knownCalls },
  applies: (views) =>
    views.knownCalls.find('internal-error').some((call) => call.source === 'config' && METHODS.has(call.method))
      ? undefined
      : views.knownCalls.missing('internal-error', 'resources/read'),
  probe: async (session, views) => {
    const calls = views.knownCalls
      .find('internal-error')
      .filter((call) => call.source === 'config' && METHODS.has(call.method));
    await Promise.all(calls.slice(0, 6).map((call) => session.request(call.method, call.params, { tag: call.method })));
  },
  judge: (_, look) =>
    judgeEach(
      look.probe.filter(
        (exchange) => !refusedOutside(exchange) && (resultOf(exchange) ?? errorOf(exchange)) !== undefined,
      ),
      (exchange) =>
        errorOf(exchange)?.code === -32603
          ? undefined
          : {
              at: [at(exchange)],
              got: `${exchange.method}: ${ending(exchange)}`,
              want: 'an error with code -32603',
              key: exchange.method,
            },
      'no such request was answered',
    ),
});

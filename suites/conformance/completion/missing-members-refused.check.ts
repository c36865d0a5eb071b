// A completion request without what it needs.

import { allCompletables } from '../../artifacts/all-completables.ts';
import { offersCompletion } from '../../artifacts/completions.ts';
import { oddCompletions } from '../../artifacts/odd-completions.ts';
import { check } from '../../kernel/check.ts';
import { at, brief, ending, errorOf, judgeEach, refusedOutside, resultOf } from '../../kernel/look.ts';

export default check({
  title: 'A completion request that lacks a required member fails with the code -32602',
  level: 'should',
  revisions: { since: '2025-03-26' },
  requirements: ['completion.missing-argument-32602', 'completion.missing-arguments'],
  why: 'A client that forgot what was typed so far gets suggestions for nothing, and never learns of its mistake.',
  fix: 'Check ref, argument.name and argument.value before completing.',
  touch: 'probing',
  isolation: 'rough',
  needs: { allCompletables },
  applies: (_, recording) =>
    offersCompletion(recording.capabilities, recording.revision)
      ? undefined
      : { kind: 'not-declared', note: 'the completions capability is not declared' },
  probe: async (session, views) => {
    for (const { kind, name, params } of oddCompletions(views.allCompletables[0]))
      if (kind === 'missing') await session.request('completion/complete', params, { tag: name, deliberate: name });
  },
  judge: (_, look) =>
    judgeEach(
      look.probe.filter(
        (exchange) => !refusedOutside(exchange) && (resultOf(exchange) ?? errorOf(exchange)) !== undefined,
      ),
      (exchange) => {
        if (errorOf(exchange)?.code === -32602) return undefined;
        const result = resultOf(exchange);
        return {
          at: [at(exchange)],
          got: `${brief(exchange.tag ?? '')}: ${result === undefined ? ending(exchange) : brief(result['completion'] ?? result, 80)}`,
          want: 'an error with code -32602',
          key: `${brief(exchange.tag ?? '')} ${result === undefined ? 'code' : 'result'}`,
        };
      },
      'no such request was answered',
    ),
});

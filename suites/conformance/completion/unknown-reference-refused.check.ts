// Suggestions for what does not exist.

import { completions, offersCompletion } from '../../artifacts/completions.ts';
import { check } from '../../kernel/check.ts';
import { at, brief, ending, errorOf, judgeEach, refusedOutside, resultOf } from '../../kernel/look.ts';

export default check({
  title: 'Completion for an unknown prompt fails with the code -32602',
  level: 'should',
  revisions: { since: '2025-03-26' },
  requirements: ['completion.unknown-ref-32602', 'completion.invalid-reference'],
  why: 'An empty list means «nothing fits»; a client cannot see that it asked about a prompt that is gone.',
  fix: 'Answer -32602 where the reference names no prompt that you list.',
  touch: 'probing',
  needs: { completions },
  applies: (_, recording) =>
    offersCompletion(recording.capabilities, recording.revision)
      ? undefined
      : { kind: 'not-declared', note: 'the completions capability is not declared' },
  probe: async (session) => {
    const argument = { name: 'assay', value: '' };
    await Promise.all(
      ['assay__none', 'assay_ünbekannt', 'constructor'].map((name) =>
        session.request('completion/complete', { ref: { type: 'ref/prompt', name }, argument }, { tag: name }),
      ),
    );
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
          got: `${brief(exchange.tag ?? '', 40)}: ${result === undefined ? ending(exchange) : brief(result['completion'] ?? result, 80)}`,
          want: 'an error with code -32602',
          key: result === undefined ? 'code' : `result ${brief(exchange.tag ?? '', 40)}`,
        };
      },
      'no such completion was answered',
    ),
});

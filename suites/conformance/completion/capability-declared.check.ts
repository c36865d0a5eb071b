// Completion that no client will ask for.

import { allCompletables } from '../../artifacts/all-completables.ts';
import { valuesOf } from '../../artifacts/completions.ts';
import { check } from '../../kernel/check.ts';
import { at, brief, errorOf, isObject, judgeEach, member, refusedOutside, resultOf } from '../../kernel/look.ts';

const LIMIT = 6;

export default check({
  title: 'A server that offers completion declares the completions capability',
  level: 'must',
  revisions: { since: '2025-03-26' },
  requirements: ['completion.capability-declared', 'lifecycle.undeclared-feature-not-served'],
  why: 'Clients ask for completion only where it is declared; what is offered beside it is never used.',
  fix: 'Declare `completions` in the capabilities, or answer completion/complete with -32601.',
  touch: 'probing',
  needs: { allCompletables },
  applies: (_, recording) =>
    isObject(member(recording.capabilities, 'completions'))
      ? { kind: 'nothing-to-judge', note: 'the completions capability is declared' }
      : undefined,
  probe: async (session, views) => {
    await Promise.all(
      views.allCompletables
        .slice(0, LIMIT)
        .map(({ ref, argument }) =>
          session.request('completion/complete', { ref, argument: { name: argument, value: '' } }),
        ),
    );
  },
  judge: (_, look) =>
    judgeEach(
      look.probe.filter(
        (exchange) => !refusedOutside(exchange) && (resultOf(exchange) ?? errorOf(exchange)) !== undefined,
      ),
      (exchange) => {
        const values = valuesOf(exchange);
        if (values.length === 0) return undefined;
        return {
          at: [at(exchange, 'result', 'completion', 'values')],
          got: `${values.length} values (${brief(values[0] ?? '', 40)} …), the capabilities are ${brief(Object.keys(look.recording.capabilities))}`,
          want: 'the completions capability, declared',
          key: 'values',
        };
      },
      'no prompt argument or template variable is listed',
    ),
});

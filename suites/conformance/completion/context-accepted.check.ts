// What was filled in already narrows what fits: a request that says so must be served.

import { completions } from '../../artifacts/completions.ts';
import type { Completion } from '../../artifacts/completions.ts';
import { check } from '../../kernel/check.ts';
import { at, brief, ending, errorOf, judgeEach, refusedOutside, resultOf } from '../../kernel/look.ts';

const LIMIT = 4;

const answered = (all: readonly Completion[]): readonly Completion[] =>
  all.filter(({ exchange }) => resultOf(exchange) !== undefined).slice(0, LIMIT);

export default check({
  title: 'A completion request with context is processed',
  level: 'must',
  revisions: { since: '2025-06-18', until: '2025-11-25' },
  requirements: ['completion.context-accepted'],
  why: 'Clients send what was chosen so far with every request; a server that refuses it completes nothing but the first argument.',
  fix: 'Accept params.context, with `arguments` or without, and ignore it where you have no use for it.',
  touch: 'probing',
  capability: 'completions',
  needs: { completions },
  probe: async (session, views) => {
    await Promise.all(
      answered(views.completions).flatMap(({ ref, argument, siblings }, index) => {
        const [other] = siblings;
        const contexts = { empty: {}, filled: { arguments: other === undefined ? {} : { [other]: 'a' } } };
        return Object.entries(contexts).map(([name, context]) =>
          session.request(
            'completion/complete',
            { ref, argument: { name: argument, value: '' }, context },
            { tag: `${name} ${index}` },
          ),
        );
      }),
    );
  },
  judge: (views, look) =>
    judgeEach(
      answered(views.completions).flatMap((completion, index) =>
        ['empty', 'filled'].flatMap((name) => {
          const [exchange] = look.tagged(`${name} ${index}`);
          const usable =
            exchange !== undefined &&
            !refusedOutside(exchange) &&
            (resultOf(exchange) ?? errorOf(exchange)) !== undefined;
          return usable ? [{ completion, name, exchange }] : [];
        }),
      ),
      ({ completion, name, exchange }) =>
        resultOf(exchange) !== undefined
          ? undefined
          : {
              at: [at(completion.exchange), at(exchange, 'error')],
              got: `${brief(completion.argument, 40)} with ${name === 'empty' ? 'context {}' : 'context.arguments'}: ${ending(exchange)}; without: a result`,
              want: 'a result',
              key: `${brief(completion.argument, 40)} ${name}`,
            },
      'no completion was answered',
    ),
});

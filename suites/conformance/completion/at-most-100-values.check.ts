// More suggestions than a client has room for.

import { completions } from '../../artifacts/completions.ts';
import { check } from '../../kernel/check.ts';
import { at, brief, judgeEach, member, resultOf } from '../../kernel/look.ts';

const LETTERS = ['a', 'e', 's', '1', 'ü'];
const LIMIT = 6;

export default check({
  title: 'A completion has at most 100 values',
  level: 'must',
  revisions: { since: '2024-11-05' },
  requirements: ['completion.max-100-values', 'completion.at-most-100-values'],
  why: 'Clients reserve room for a hundred; typed ones refuse the whole answer.',
  fix: 'Return the best hundred, with `total` and `hasMore`.',
  touch: 'probing',
  capability: 'completions',
  needs: { completions },
  // Other inputs too: a limit that holds for the empty one alone is none.
  probe: async (session, views) => {
    const offered = views.completions.filter(({ values }) => values.length > 0).slice(0, LIMIT);
    await Promise.all(
      offered.flatMap(({ ref, argument }) =>
        LETTERS.map((value) => session.request('completion/complete', { ref, argument: { name: argument, value } })),
      ),
    );
  },
  judge: (_, { recording }) =>
    judgeEach(
      recording.exchanges.filter(
        (exchange) =>
          exchange.method === 'completion/complete' &&
          Array.isArray(member(member(resultOf(exchange), 'completion'), 'values')),
      ),
      (exchange) => {
        const values = member(member(resultOf(exchange), 'completion'), 'values') as readonly unknown[];
        if (values.length <= 100) return undefined;
        const asked = member(exchange.sent.json, 'params');
        const name = brief(member(member(asked, 'argument'), 'name') ?? '', 40);
        const typed = brief(member(member(asked, 'argument'), 'value') ?? '', 20);
        return {
          at: [at(exchange, 'result', 'completion', 'values')],
          got: `${values.length} values for ${name} with "${typed}"`,
          want: 'at most 100',
          key: name,
        };
      },
      'no completion was answered',
    ),
});

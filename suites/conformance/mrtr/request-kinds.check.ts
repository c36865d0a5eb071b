// A client can answer three kinds of questions.

import { isInputRequired, mrtrRounds } from '../../artifacts/mrtr-rounds.ts';
import { duplicateKeys } from '../../schema/lint.ts';
import { check } from '../../kernel/check.ts';
import { at, brief, isObject, judgeEach, member, resultOf } from '../../kernel/look.ts';
import { PER_REQUEST } from '../../kernel/revision.ts';

const KINDS: ReadonlySet<unknown> = new Set(['elicitation/create', 'sampling/createMessage', 'roots/list']);

const dataOf = (raw: string): string =>
  raw
    .split(/\r\n|\n|\r/u)
    .filter((line) => line.startsWith('data:'))
    .map((line) => line.slice(5))
    .join('\n');

export default check({
  title: 'Input requests are elicitation, sampling or roots requests',
  level: 'must',
  revisions: PER_REQUEST,
  requirements: ['mrtr.input-request-kinds', 'mrtr.keys-unique'],
  why: 'What a client cannot answer stops the call for good; of two questions under one key one is lost.',
  fix: 'Use elicitation/create, sampling/createMessage and roots/list, each under a key of its own.',
  touch: 'probing',
  enabledBy: { known: 'input-required' },
  needs: { mrtrRounds },
  judge: ({ mrtrRounds: rounds }) =>
    judgeEach(
      rounds.all.filter((exchange) => isInputRequired(exchange) && isObject(resultOf(exchange)?.['inputRequests'])),
      (exchange) => {
        const wanted = resultOf(exchange)?.['inputRequests'];
        const raw = exchange.response?.raw ?? '';
        const text = exchange.response?.sse === undefined ? raw : dataOf(raw);
        const twice = duplicateKeys(text)
          .map(({ pointer }) => pointer)
          .find((path) => path.startsWith('/result/inputRequests/'));
        if (twice !== undefined)
          return {
            at: [at(exchange, 'result', 'inputRequests')],
            got: `the key of ${twice} twice`,
            want: 'each key once',
            key: 'twice',
          };
        const strange = Object.entries(isObject(wanted) ? wanted : {}).filter(
          ([, request]) => !KINDS.has(member(request, 'method')),
        );
        return strange.map(([key, request]) => ({
          at: [at(exchange, 'result', 'inputRequests', key)],
          got: brief(member(request, 'method')),
          want: 'elicitation/create, sampling/createMessage or roots/list',
          key: brief(member(request, 'method'), 40),
        }));
      },
      'no call asked for input',
    ),
});

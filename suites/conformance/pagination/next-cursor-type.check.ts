// `nextCursor: null` is a cursor for some clients and the end for others.

import { LISTS } from '../../artifacts/listing.ts';
import { allLists } from '../../artifacts/all-lists.ts';
import { check } from '../../kernel/check.ts';
import { at, brief, judgeEach, resultOf } from '../../kernel/look.ts';

const METHODS: ReadonlySet<string> = new Set(Object.values(LISTS).map((kind) => kind.method));

export default check({
  title: 'nextCursor is a string, or absent',
  level: 'must',
  revisions: { since: '2026-07-28' },
  requirements: ['pagination.next-cursor-type'],
  why: 'Clients ask for the next page as long as nextCursor is there; null or a number sends some of them round and makes others throw.',
  fix: 'Leave nextCursor out on the last page.',
  touch: 'passive',
  needs: { allLists },
  judge: (_, { recording }) => {
    const judged = judgeEach(
      recording.exchanges.filter((exchange) => METHODS.has(exchange.method) && resultOf(exchange) !== undefined),
      (exchange) => {
        const result = resultOf(exchange);
        if (result === undefined || !Object.hasOwn(result, 'nextCursor') || typeof result['nextCursor'] === 'string')
          return undefined;
        return {
          at: [at(exchange, 'result', 'nextCursor')],
          got: `${exchange.method}: ${brief(result['nextCursor'])}`,
          want: 'a string, or no nextCursor',
          key: exchange.method,
        };
      },
      'no list was answered',
    );
    return { ...judged, findings: [...new Map(judged.findings.map((one) => [one.key, one])).values()] };
  },
});

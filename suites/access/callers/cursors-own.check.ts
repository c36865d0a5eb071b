// A cursor is no ticket to the list of another.

import { check } from '../../kernel/check.ts';
import { at, judgeEach } from '../../kernel/look.ts';
import { itemsOf, listedBy } from './doing.ts';
import { endedOf } from './steps.ts';
import { keyOf, named, nothing } from './verdicts.ts';
import { callers, NO_CALLERS } from './callers.ts';

export default check({
  title: 'A cursor of one caller shows no other what is not its own',
  level: 'must',
  severity: 'high',
  revisions: { since: '2024-11-05' },
  requirements: [],
  why: 'A cursor that holds the query, or the list itself, carries the rights of who got it to whoever sends it.',
  fix: 'Apply the rights of who asks to every page; bind the cursor to its caller or keep no rights in it.',
  tags: ['owasp:MCP07'],
  touch: 'probing',
  needs: { callers },
  judge: ({ callers: compared }) => {
    const { facts, asked } = compared;
    if (facts === undefined) return nothing(NO_CALLERS);
    const seen = compared.of('cursor').filter(({ exchange }) => endedOf(exchange) !== 'unclear');
    return judgeEach(
      seen,
      ({ owner = '', caller, exchange }) => {
        const own = new Set(listedBy(asked, caller, 1).map(({ name }) => name));
        const theirs = new Set(listedBy(asked, owner, 1).map(({ name }) => name));
        const foreign = itemsOf(exchange).filter(({ name }) => theirs.has(name) && !own.has(name));
        const [first] = foreign;
        return first === undefined
          ? undefined
          : {
              at: [at(exchange)],
              got: `${caller} was shown ${foreign.length} entries of ${owner}, the ${named(first)} among them`,
              want: 'an error, or nothing that its own list does not hold',
              key: keyOf(exchange.method, owner, 'to', caller),
            };
      },
      'no list has a second page',
    );
  },
});

// An id that one caller was shown opens nothing for another.

import { check } from '../../kernel/check.ts';
import { at, judgeEach } from '../../kernel/look.ts';
import { listedBy } from './doing.ts';
import { type Asked, endedOf, paramsOf, saidBy } from './steps.ts';
import { keyOf, nothing } from './verdicts.ts';
import { callers, NO_CALLERS } from './callers.ts';

/** Whoever is shown all that the owner is, and more, may well be meant to open what is the owner’s. */
function outranks(asked: readonly Asked[], caller: string, owner: string): boolean {
  const shown = (name: string): ReadonlySet<string> =>
    new Set(listedBy(asked, name, 1).map((item) => `${item.kind} ${item.name}`));
  const [theirs, own] = [shown(caller), shown(owner)];
  return theirs.size > own.size && [...own].every((item) => theirs.has(item));
}

export default check({
  title: 'Objects of one caller are not given to another by their id',
  level: 'should',
  severity: 'high',
  revisions: { since: '2024-11-05' },
  requirements: [],
  why: 'Ids are short, counted or leaked; a tool that looks an object up and forgets to ask whose it is gives everything to everybody.',
  fix: 'Look objects up among those of the caller, so that an id of another is an id that does not exist.',
  tags: ['owasp:MCP07'],
  touch: 'probing',
  needs: { callers },
  judge: ({ callers: compared }) => {
    const { facts } = compared;
    if (facts === undefined) return nothing(NO_CALLERS);
    const same = (one: Asked, two: Asked): boolean =>
      JSON.stringify([paramsOf(one.exchange)['name'], paramsOf(one.exchange)['arguments']]) ===
      JSON.stringify([paramsOf(two.exchange)['name'], paramsOf(two.exchange)['arguments']]);
    const none = (name: unknown): Asked | undefined =>
      compared.of('no-id').find(({ exchange }) => paramsOf(exchange)['name'] === name);
    const judged = compared
      .of('id')
      .filter(
        ({ owner = '', caller, exchange }) =>
          endedOf(exchange) !== 'unclear' && !outranks(compared.asked, caller, owner),
      );
    return judgeEach(
      judged,
      (one) => {
        const { owner = '', caller, exchange } = one;
        const { name } = paramsOf(exchange);
        const own = compared.of('own-id').find((first) => same(first, one));
        const control = none(name);
        // The same answer that its owner gets, and another than for an id that nobody has.
        const taken =
          endedOf(exchange) === 'served' &&
          own !== undefined &&
          saidBy(own.exchange) === saidBy(exchange) &&
          control !== undefined &&
          saidBy(control.exchange) !== saidBy(exchange);
        return taken
          ? {
              at: [at(own.exchange), at(exchange)],
              got: `${caller} got from ${String(name)} what ${owner} gets for an id that only ${owner} was shown`,
              want: 'the answer for an id that does not exist',
              key: keyOf(String(name), owner, 'to', caller),
            }
          : undefined;
      },
      'no tool that is allowed takes an id which only one caller was shown',
    );
  },
});

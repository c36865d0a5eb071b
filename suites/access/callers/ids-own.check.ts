// An id that one caller was shown opens nothing for another.

import { check } from '../../kernel/check.ts';
import { at, judgeEach } from '../../kernel/look.ts';
import { outranks } from './doing.ts';
import { type Asked, endedOf, paramsOf, saidBy } from './steps.ts';
import { NOBODYS } from './takeovers.ts';
import { keyOf, nothing } from './verdicts.ts';
import { callers, NO_CALLERS } from './callers.ts';

const thingOf = ({ exchange }: Asked): string => {
  const { uri, name, arguments: given } = paramsOf(exchange);
  return JSON.stringify([exchange.method, uri, name, given]);
};

/** The same tool or template, with an id that nobody has. */
function asksAlike(nobodys: Asked, one: Asked): boolean {
  const { uri, name } = paramsOf(one.exchange);
  if (nobodys.exchange.method !== one.exchange.method) return false;
  if (typeof uri !== 'string') return paramsOf(nobodys.exchange)['name'] === name;
  const [before = '', after = ''] = String(paramsOf(nobodys.exchange)['uri']).split(NOBODYS);
  return uri.startsWith(before) && uri.endsWith(after);
}

/** The name of the tool, or the template. */
function throughOf(nobodys: Asked | undefined): string {
  const { uri, name } = nobodys === undefined ? {} : paramsOf(nobodys.exchange);
  return typeof uri === 'string' ? uri.replace(NOBODYS, '{…}') : String(name);
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
    const none = (one: Asked): Asked | undefined => compared.of('no-id').find((other) => asksAlike(other, one));
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
        const own = compared.of('own-id').find((first) => thingOf(first) === thingOf(one));
        const control = none(one);
        const through = throughOf(control);
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
              got: `${caller} got from ${through} what ${owner} gets for an id that only ${owner} was shown`,
              want: 'the answer for an id that does not exist',
              key: keyOf(through, owner, 'to', caller),
            }
          : undefined;
      },
      'no tool that is allowed, and no resource template, takes an id which only one caller was shown',
    );
  },
});

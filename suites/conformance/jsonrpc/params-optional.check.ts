// Where params may be left out, they may be left out.

import { plainMethods } from '../../artifacts/plain-requests.ts';
import { check } from '../../kernel/check.ts';
import { at, ending, errorOf, judgeEach, refusedOutside, resultOf } from '../../kernel/look.ts';
import { STATEFUL } from '../../kernel/revision.ts';

export default check({
  title: 'ping and the lists are served with and without params',
  level: 'must',
  revisions: STATEFUL,
  requirements: ['jsonrpc.params-optional'],
  why: 'Some clients send params: {}, some leave it out; a server that insists on one cannot be used by the others.',
  fix: 'Treat missing params like an empty object.',
  touch: 'probing',
  needs: {},
  probe: async (session) => {
    await Promise.all(
      plainMethods(session.capabilities).flatMap((method) => [
        session.request(method, undefined, { tag: 'without', bare: true }),
        session.request(method, {}, { tag: 'empty', bare: true }),
      ]),
    );
  },
  judge: (_views, look) => {
    const empty = look.tagged('empty');
    const pairs = look.tagged('without').flatMap((without) => {
      const other = empty.find(({ method }) => method === without.method);
      return other === undefined || refusedOutside(without) || refusedOutside(other) ? [] : [[without, other] as const];
    });
    return judgeEach(pairs, ([without, other]) => {
      const [bad, good] = resultOf(without) === undefined ? [without, other] : [other, without];
      if (errorOf(bad) === undefined || resultOf(good) === undefined) return undefined;
      return {
        at: [at(bad, 'error'), at(good)],
        got: `${ending(bad)} to ${bad.method} ${bad === without ? 'without params' : 'with params {}'}`,
        want: 'a result, as for the other form',
        key: `${bad.method} ${bad === without ? 'without' : 'empty'}`,
      };
    });
  },
});

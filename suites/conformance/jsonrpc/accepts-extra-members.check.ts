// Requests may carry more than the server knows: newer clients and gateways add members.

import { plainMethods } from '../../artifacts/plain-requests.ts';
import { check } from '../../kernel/check.ts';
import { at, ending, errorOf, judgeEach, refusedOutside, resultOf } from '../../kernel/look.ts';
import { STATEFUL } from '../../kernel/revision.ts';

const EXTRA = { assayExtra: true, _meta: { 'com.example/assay': { a: [1] } } };

export default check({
  title: 'Unknown members in params and _meta are no reason to refuse a request',
  level: 'should',
  revisions: STATEFUL,
  requirements: ['jsonrpc.accepts-extra-members'],
  why: 'Tracing and gateways add members to _meta, newer clients to params; a server that refuses them cannot stand behind either.',
  fix: 'Ignore members you do not know.',
  touch: 'probing',
  needs: {},
  probe: async (session) => {
    await Promise.all(
      plainMethods(session.capabilities).flatMap((method) => [
        session.request(method, undefined, { tag: 'plain' }),
        session.request(method, EXTRA, { tag: 'extra' }),
      ]),
    );
  },
  judge: (_views, look) => {
    const served = new Set(
      look
        .tagged('plain')
        .filter(resultOf)
        .map(({ method }) => method),
    );
    return judgeEach(
      look.tagged('extra').filter((one) => served.has(one.method) && !refusedOutside(one)),
      (exchange) =>
        errorOf(exchange) === undefined && (exchange.status ?? 200) < 400
          ? undefined
          : {
              at: [at(exchange)],
              got: `${ending(exchange)} to ${exchange.method} with unknown members`,
              want: 'a result, as without them',
              key: exchange.method,
            },
      'no plain request was served',
    );
  },
});

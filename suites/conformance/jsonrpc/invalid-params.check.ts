// Params of the wrong type are refused with the code that says so.

import { check } from '../../kernel/check.ts';
import { provoked } from '../../artifacts/provoked.ts';
import { at, ending, errorOf, judgeEach, member, refusedOutside } from '../../kernel/look.ts';
import { STATEFUL } from '../../kernel/revision.ts';

export default check({
  title: 'Params that do not fit the method are answered with -32602',
  // JSON-RPC defines the meaning of the code without a keyword, and widespread SDKs answer -32603.
  level: 'should',
  revisions: STATEFUL,
  requirements: ['jsonrpc.invalid-params-32602'],
  why: 'The code tells the caller that the mistake is theirs; -32603 makes them retry or report a broken server.',
  fix: 'Validate params before the handler runs and answer { code: -32602 }.',
  touch: 'probing',
  needs: { provoked },
  judge: ({ provoked: { wrongParams } }) =>
    judgeEach(
      wrongParams.filter(({ exchange }) => !refusedOutside(exchange) && errorOf(exchange) !== undefined),
      ({ exchange, what }) => {
        if (errorOf(exchange)?.code === -32602) return undefined;
        const code = member(errorOf(exchange), 'code') === undefined ? ['error'] : ['error', 'code'];
        return {
          at: [at(exchange, ...code)],
          got: `${ending(exchange)} to ${exchange.method} with ${what}`,
          want: 'error -32602',
          key: `${exchange.method} ${what}`,
        };
      },
      'no request with wrong params was refused by JSON-RPC',
    ),
});

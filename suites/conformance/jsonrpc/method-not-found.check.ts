// A method that does not exist is refused with the code that says so.

import { check } from '../../kernel/check.ts';
import { provoked } from '../../artifacts/provoked.ts';
import { at, ending, errorOf, judgeEach, refusedOutside, resultOf } from '../../kernel/look.ts';
import { ALL } from '../../kernel/revision.ts';

export default check({
  title: 'An unknown method is answered with -32601',
  level: 'must',
  revisions: ALL,
  requirements: ['jsonrpc.method-not-found-32601', 'jsonrpc.method-not-found', 'jsonrpc.base-pattern-support'],
  why: 'Clients try optional and newer methods and fall back on -32601; any other code reads as a failure of the server.',
  fix: 'Answer every method you do not implement with { code: -32601 }.',
  touch: 'probing',
  needs: { provoked },
  judge: ({ provoked: { unknownMethod } }) =>
    judgeEach(
      unknownMethod.filter(
        (one) => !refusedOutside(one) && (resultOf(one) !== undefined || errorOf(one) !== undefined),
      ),
      (exchange) => {
        const code = errorOf(exchange)?.code;
        if (code === -32601) return undefined;
        const path = errorOf(exchange) === undefined ? ['result'] : ['error'];
        return { at: [at(exchange, ...path)], got: ending(exchange), want: 'error -32601', key: 'code' };
      },
      'the unknown method was not answered by JSON-RPC',
    ),
});

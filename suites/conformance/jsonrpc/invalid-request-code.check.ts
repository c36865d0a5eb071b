// The code for a message that is no valid request, and what is done with messages that have no place in MCP.

import { sendInvalid } from '../../artifacts/invalid-requests.ts';
import { check } from '../../kernel/check.ts';
import { at, ending, errorOf, judgeEach, refusedOutside, resultOf } from '../../kernel/look.ts';
import { ALL } from '../../kernel/revision.ts';

/** Params of a wrong type may be an invalid request or invalid params. */
const CODES: Readonly<Record<string, readonly unknown[]>> = { 'text as params': [-32600, -32602] };
const STRICT = new Set(['no method', 'jsonrpc "1.0"', 'a number as method', 'an object as id']);

export default check({
  title: 'A message that is no valid request is refused with -32600',
  // The first messages are no valid JSON-RPC, the others no valid MCP; the text leaves room for other codes and silence.
  level: 'should',
  revisions: ALL,
  requirements: ['jsonrpc.invalid-request-32600', 'jsonrpc.invalid-request'],
  why: 'The code tells the sender that the envelope is wrong and not the method or its params.',
  fix: 'Answer { error: { code: -32600 } }, over HTTP with status 400.',
  touch: 'intrusive',
  isolation: 'rough',
  needs: {},
  probe: (session) => sendInvalid(session, () => true),
  judge: (_views, look) =>
    judgeEach(
      look.probe.filter((one) => one.method === 'raw' && !refusedOutside(one) && one.response !== undefined),
      (exchange) => {
        const what = exchange.tag ?? '';
        const code = errorOf(exchange)?.code;
        const served = resultOf(exchange) !== undefined;
        // Served or refused by another code: the stricter rule has the former already.
        if (served && STRICT.has(what)) return undefined;
        const codes = CODES[what] ?? [-32600];
        if (!served && (!STRICT.has(what) || codes.includes(code))) return undefined;
        return { at: [at(exchange)], got: `${ending(exchange)} to ${what}`, want: 'error -32600', key: what };
      },
      'no such message was answered by JSON-RPC',
    ),
});

import rule from '../../../../suites/access/exposure/body-limit.check.ts';
import { answerHttp } from '../../../../fixtures/faults/on.ts';
import type { Fault } from '../../../../fixtures/good/fault.ts';
import { prove } from '../../../kit/prove.ts';

const large = (request: { headers: Record<string, unknown> }): boolean =>
  Number(request.headers['content-length']) > 10_000_000;

/** Reads to the end, and serves. */
const greedy: Fault = answerHttp(large as never, {
  status: 200,
  headers: { 'Content-Type': 'application/json' },
  body: '{"jsonrpc":"2.0","id":"assay-auth","result":{"protocolVersion":"2025-11-25","capabilities":{}}}',
});

prove(rule, {
  faults: { 'no limit': greedy },
  stillGood: {
    'HTTP 400': answerHttp(large as never, { status: 400 }),
    'an error of the protocol': answerHttp(large as never, {
      status: 200,
      headers: { 'Content-Type': 'application/json' },
      body: '{"jsonrpc":"2.0","id":null,"error":{"code":-32600,"message":"Too large"}}',
    }),
  },
});

import { instead, onHttp } from '../../../../fixtures/faults/on.ts';
import rule from '../../../../suites/conformance/jsonrpc/no-reply-to-notification.check.ts';
import { prove, where } from '../../../kit/prove.ts';

prove(rule, {
  faults: {
    'unknown notifications are refused': where(
      instead('notifications/assay-unknown', () => ({
        jsonrpc: '2.0',
        id: null,
        error: { code: -32601, message: 'Method not found' },
      })),
      { transports: ['stdio'] },
    ),
    'an empty result': where(
      instead('notifications/assay-unknown', () => ({ jsonrpc: '2.0', result: {} })),
      { transports: ['stdio'] },
    ),
    'broken cancellations are answered': where(
      instead('notifications/cancelled', () => ({ jsonrpc: '2.0', error: { code: -32602, message: 'requestId' } })),
      { transports: ['stdio'] },
    ),
    'over HTTP, with 200': where(
      onHttp((answer) => {
        if (answer.status === 202) {
          answer.status = 200;
          answer.headers = { 'content-type': 'application/json' };
          answer.body = '{"jsonrpc":"2.0","id":null,"result":{}}';
        }
      }),
      { transports: ['streamable-http'] },
    ),
  },
  stillGood: {
    'over HTTP, refused': where(
      onHttp((answer) => {
        if (answer.status === 202) {
          answer.status = 400;
          answer.headers = { 'content-type': 'application/json' };
          answer.body = '{"jsonrpc":"2.0","id":null,"error":{"code":-32600,"message":"no"}}';
        }
      }),
      { transports: ['streamable-http'], revisions: ['2026-07-28'] },
    ),
  },
});

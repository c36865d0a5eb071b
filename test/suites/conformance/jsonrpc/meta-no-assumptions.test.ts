import rule from '../../../../suites/conformance/jsonrpc/meta-no-assumptions.check.ts';
import { prove, where } from '../../../kit/prove.ts';

const odd = (message: object): boolean => JSON.stringify(message).includes('modelcontextprotocol.io/assay');

prove(rule, {
  faults: {
    'it hangs': where({ rpc: (message, next) => (odd(message) ? undefined : next()) }, { options: { timeoutMs: 700 } }),
    'it ends': where(
      { rpc: (message, next, ctx) => (odd(message) ? (ctx.exit(1), undefined) : next()) },
      { transports: ['stdio'] },
    ),
    'an exception that was caught': {
      rpc: (message, next) =>
        odd(message)
          ? { jsonrpc: '2.0', id: message.id as number, error: { code: -32603, message: 'Internal error' } }
          : next(),
    },
  },
  stillGood: {
    'lists take too long, whatever is in _meta': where(
      { rpc: (message, next) => (message.method === 'tools/list' ? undefined : next()) },
      { options: { timeoutMs: 700 } },
    ),
    refused: {
      rpc: (message, next) =>
        odd(message)
          ? { jsonrpc: '2.0', id: message.id as number, error: { code: -32602, message: 'related-task' } }
          : next(),
    },
  },
});

import rule from '../../../../suites/conformance/lifecycle/meta-optional.check.ts';
import { prove } from '../../../kit/prove.ts';

prove(rule, {
  faults: {
    'clientInfo is demanded': {
      rpc: (message, next) => {
        const params = message.params as { _meta?: Record<string, unknown> } | undefined;
        const meta = params?._meta;
        const lacks = meta !== undefined && meta['io.modelcontextprotocol/clientInfo'] === undefined;
        return lacks && message.id !== undefined
          ? { jsonrpc: '2.0', id: message.id, error: { code: -32602, message: 'clientInfo is missing' } }
          : next();
      },
    },
    'unknown keys are refused': {
      rpc: (message, next) => {
        const params = message.params as { _meta?: Record<string, unknown> } | undefined;
        return params?._meta?.['io.modelcontextprotocol/futureKey'] !== undefined
          ? { jsonrpc: '2.0', id: message.id, error: { code: -32602, message: 'unknown key' } }
          : next();
      },
    },
  },
});

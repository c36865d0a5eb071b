import rule from '../../../../suites/conformance/mrtr/unexpected-responses.check.ts';
import type { Loose } from '../../../../fixtures/faults/on.ts';
import { prove } from '../../../kit/prove.ts';

prove(rule, {
  faults: {
    'unknown keys refused': {
      rpc: (message, next) =>
        Object.keys((message.params as Loose)?.inputResponses ?? {}).some((key) => key.startsWith('assay'))
          ? { jsonrpc: '2.0', id: message.id, error: { code: -32602, message: 'Unknown key' } }
          : next(),
    },
  },
});

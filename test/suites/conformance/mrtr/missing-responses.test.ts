import rule from '../../../../suites/conformance/mrtr/missing-responses.check.ts';
import type { Loose } from '../../../../fixtures/faults/on.ts';
import { prove } from '../../../kit/prove.ts';

prove(rule, {
  options: { allow: ['ask_name'] },
  faults: {
    'an error for a missing key': {
      rpc: (message, next) => {
        const given = (message.params as Loose)?.inputResponses;
        return given !== undefined && given !== null && Object.keys(given).length === 0
          ? { jsonrpc: '2.0', id: message.id, error: { code: -32602, message: 'An answer is missing' } }
          : next();
      },
    },
  },
});

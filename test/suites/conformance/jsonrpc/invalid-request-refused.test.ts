import { onMessage } from '../../../../fixtures/faults/on.ts';
import rule from '../../../../suites/conformance/jsonrpc/invalid-request-refused.check.ts';
import { prove, where } from '../../../kit/prove.ts';
import { inErrors } from './errors.ts';

prove(rule, {
  faults: {
    'version 1.0 is served': where(
      { input: (text) => text.replace('"jsonrpc":"1.0"', '"jsonrpc":"2.0"') },
      { transports: ['stdio'] },
    ),
    'a message without method is served': inErrors(-32600, (m) => ({ jsonrpc: '2.0', id: m.id ?? null, result: {} })),
  },
  stillGood: {
    'another code': inErrors(-32600, ({ error: e }) => {
      e.code = -32603;
    }),
    silence: where(
      onMessage((m) => (m.error?.code === -32600 ? null : undefined)),
      { transports: ['stdio'] },
    ),
  },
});

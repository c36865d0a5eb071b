import { onMessage } from '../../../../fixtures/faults/on.ts';
import rule from '../../../../suites/conformance/jsonrpc/invalid-request-code.check.ts';
import { prove, where } from '../../../kit/prove.ts';
import { inErrors } from './errors.ts';

prove(rule, {
  faults: {
    'internal error': where(
      inErrors(-32600, ({ error: e }) => {
        e.code = -32603;
      }),
      { transports: ['stdio'] },
    ),
    'a null id is served': where({ input: (text) => text.replace('"id":null', '"id":"x"') }, { transports: ['stdio'] }),
  },
  stillGood: {
    silence: where(
      onMessage((m) => (m.error?.code === -32600 ? null : undefined)),
      { transports: ['stdio'] },
    ),
    'another code with status 400': where(
      inErrors(-32600, ({ error: e }) => {
        e.code = -32700;
      }),
      { transports: ['streamable-http'] },
    ),
  },
});

import { onMessage } from '../../../../fixtures/faults/on.ts';
import rule from '../../../../suites/conformance/jsonrpc/batch-empty-array.check.ts';
import { prove, where } from '../../../kit/prove.ts';
import { inErrors } from './errors.ts';

prove(rule, {
  faults: {
    'an empty array': where(
      onMessage((m) => (m.error?.code === -32600 ? '[]\n' : undefined)),
      { transports: ['stdio'] },
    ),
    silence: where({ input: (text) => (text === '[]' ? undefined : text) }, { transports: ['stdio'] }),
    'another code': inErrors(-32600, ({ error: e }) => {
      e.code = -32603;
    }),
  },
  stillGood: {
    'other words': onMessage((m) => {
      if (m.error !== undefined) m.error.message = 'Empty';
    }),
  },
});

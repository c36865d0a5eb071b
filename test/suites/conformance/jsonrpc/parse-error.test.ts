import { onHttp } from '../../../../fixtures/faults/on.ts';
import rule from '../../../../suites/conformance/jsonrpc/parse-error.check.ts';
import { prove, where } from '../../../kit/prove.ts';
import { inErrors } from './errors.ts';

prove(rule, {
  faults: {
    'internal error': inErrors(-32700, ({ error: e }) => {
      e.code = -32603;
    }),
    'an empty result': inErrors(-32700, () => ({ jsonrpc: '2.0', id: null, result: {} })),
  },
  stillGood: {
    silence: where(
      { input: (text) => (text.startsWith('{') && !text.endsWith('}') ? undefined : text) },
      { transports: ['stdio'] },
    ),
    'a null id': inErrors(-32700, (m) => {
      m.id = null;
    }),
    'no body': where(
      onHttp((answer) => {
        if (answer.body?.includes('-32700')) {
          answer.body = 'Bad Request';
          answer.headers = { 'content-type': 'text/plain' };
        }
      }),
      { transports: ['streamable-http'] },
    ),
  },
});

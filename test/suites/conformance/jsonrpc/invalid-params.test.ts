import rule from '../../../../suites/conformance/jsonrpc/invalid-params.check.ts';
import { prove } from '../../../kit/prove.ts';
import { inErrors } from './errors.ts';

prove(rule, {
  faults: {
    'internal error': inErrors(-32602, ({ error: e }) => {
      e.code = -32603;
    }),
    'a code of its own': inErrors(-32602, ({ error: e }) => {
      e.code = 400;
    }),
  },
  stillGood: {
    'data beside it': inErrors(-32602, ({ error: e }) => {
      e.data = ['name'];
    }),
  },
});

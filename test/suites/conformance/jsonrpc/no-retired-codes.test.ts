import rule from '../../../../suites/conformance/jsonrpc/no-retired-codes.check.ts';
import { prove } from '../../../kit/prove.ts';
import { inErrors } from './errors.ts';

prove(rule, {
  faults: {
    'a missing resource': inErrors(-32602, ({ error: e }) => {
      e.code = -32002;
    }),
    'a page to open': inErrors(-32601, ({ error: e }) => {
      e.code = -32042;
    }),
  },
  stillGood: {
    others: inErrors(-32602, ({ error: e }) => {
      e.code = -32603;
    }),
  },
});

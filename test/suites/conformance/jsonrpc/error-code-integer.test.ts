import rule from '../../../../suites/conformance/jsonrpc/error-code-integer.check.ts';
import { prove } from '../../../kit/prove.ts';
import { inErrors } from './errors.ts';

prove(rule, {
  faults: {
    text: inErrors(-32601, ({ error: e }) => {
      e.code = '-32601';
    }),
    'a fraction': inErrors(-32601, ({ error: e }) => {
      e.code = -32601.5;
    }),
    none: inErrors(-32601, ({ error: e }) => {
      delete e.code;
    }),
  },
  stillGood: {
    'a code of its own': inErrors(-32601, ({ error: e }) => {
      e.code = 7;
    }),
  },
});

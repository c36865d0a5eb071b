import rule from '../../../../suites/conformance/jsonrpc/custom-codes-outside-reserved-range.check.ts';
import { prove } from '../../../kit/prove.ts';
import { inErrors } from './errors.ts';

prove(rule, {
  faults: {
    inside: inErrors(-32602, ({ error: e }) => {
      e.code = -32100;
    }),
    'the bottom': inErrors(-32601, ({ error: e }) => {
      e.code = -32768;
    }),
  },
  stillGood: {
    above: inErrors(-32602, ({ error: e }) => {
      e.code = 42;
    }),
    below: inErrors(-32602, ({ error: e }) => {
      e.code = -32769;
    }),
  },
});

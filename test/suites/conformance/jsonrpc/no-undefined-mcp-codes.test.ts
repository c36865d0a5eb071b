import rule from '../../../../suites/conformance/jsonrpc/no-undefined-mcp-codes.check.ts';
import { prove } from '../../../kit/prove.ts';
import { inErrors } from './errors.ts';

prove(rule, {
  faults: {
    'a code of its own': inErrors(-32602, ({ error: e }) => {
      e.code = -32050;
    }),
    'the end of the range': inErrors(-32601, ({ error: e }) => {
      e.code = -32099;
    }),
  },
  stillGood: {
    'beyond the range': inErrors(-32602, ({ error: e }) => {
      e.code = -32100;
    }),
    'an application code': inErrors(-32602, ({ error: e }) => {
      e.code = 1001;
    }),
  },
});

import rule from '../../../../suites/conformance/jsonrpc/legacy-range-not-used.check.ts';
import { prove } from '../../../kit/prove.ts';
import { inErrors } from './errors.ts';

prove(rule, {
  faults: {
    'the first': inErrors(-32602, ({ error: e }) => {
      e.code = -32000;
    }),
    'the last': inErrors(-32602, ({ error: e }) => {
      e.code = -32019;
    }),
  },
  stillGood: {
    'the neighbour above': inErrors(-32602, ({ error: e }) => {
      e.code = -31999;
    }),
  },
});

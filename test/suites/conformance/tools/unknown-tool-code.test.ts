import rule from '../../../../suites/conformance/tools/unknown-tool-code.check.ts';
import { onError } from '../../../../fixtures/faults/on.ts';
import { prove } from '../../../kit/prove.ts';

prove(rule, {
  faults: {
    '-32601 for unknown tools': onError('tools/call', (error) => {
      error.code = -32601;
    }),
    '-32603 for unknown tools': onError('tools/call', (error) => {
      error.code = -32603;
    }),
  },
  stillGood: {
    'other words': onError('tools/call', (error) => {
      error.message = 'Who is that?';
    }),
  },
});

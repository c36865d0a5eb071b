import { combine, on } from '../../../../fixtures/faults/on.ts';
import rule from '../../../../suites/conformance/jsonrpc/result-type-known.check.ts';
import { prove, where } from '../../../kit/prove.ts';
import { live } from '../circumstances.ts';

prove(rule, {
  faults: {
    'a type of its own': where(
      on('tools/call', (r) => {
        r.resultType = 'partial';
      }),
      { options: { allow: ['echo'] } },
    ),
    'a task without the extension': where(
      live(
        on('tools/call', (r) => {
          r.resultType = 'task';
        }),
      ),
      { options: { allow: ['echo'] }, features: { tasks: false } },
    ),
  },
  stillGood: {
    'a question': where(
      on('tools/call', () => ({ resultType: 'input_required', requestState: 's' })),
      { options: { allow: ['echo'] } },
    ),
    'a type of an extension': where(
      combine(
        on('server/discover', (r) => {
          r.capabilities.extensions = { 'com.example/stream': {} };
        }),
        on('tools/call', (r) => {
          r.resultType = 'stream';
        }),
      ),
      { options: { allow: ['echo'] } },
    ),
  },
});

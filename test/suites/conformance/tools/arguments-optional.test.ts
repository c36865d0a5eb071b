import rule from '../../../../suites/conformance/tools/arguments-optional.check.ts';
import { error, instead } from '../../../../fixtures/faults/on.ts';
import { calls } from '../circumstances.ts';
import { prove } from '../../../kit/prove.ts';

prove(rule, {
  ...calls,
  faults: {
    'an exception where arguments are undefined': instead('tools/call', (params, _, next) =>
      params.arguments === undefined && params.name !== undefined
        ? error(-32603, 'Cannot read properties of undefined')
        : next(),
    ),
    'isError where arguments are left out': instead('tools/call', (params, _, next) =>
      params.arguments === undefined && params.name !== undefined
        ? { result: { content: [{ type: 'text', text: 'Invalid arguments' }], isError: true } }
        : next(),
    ),
  },
});

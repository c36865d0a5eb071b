import rule from '../../../../suites/conformance/lifecycle/no-undeclared-capability-use.check.ts';
import { on } from '../../../../fixtures/faults/on.ts';
import { prove } from '../../../kit/prove.ts';

prove(rule, {
  faults: {
    'input requests in a list': on('tools/list', (result) => {
      result.resultType = 'input_required';
      result.inputRequests = { a: { method: 'elicitation/create', params: {} } };
    }),
    'a result of an extension': on('prompts/get', (result) => {
      result.resultType = 'task';
    }),
  },
  stillGood: {
    'a state alone': on('prompts/list', (result) => {
      result.resultType = 'input_required';
      result.requestState = 'x';
    }),
  },
});

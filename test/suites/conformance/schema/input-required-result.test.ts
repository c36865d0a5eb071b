import { on, type Loose } from '../../../../fixtures/faults/on.ts';
import rule from '../../../../suites/conformance/schema/input-required-result.check.ts';
import { prove } from '../../../kit/prove.ts';

const asking = (change: (r: Loose) => void) =>
  on('tools/call', (r) => {
    if (r.resultType === 'input_required') change(r);
  });

prove(rule, {
  options: { allow: ['ask_name'] },
  faults: {
    'an object as requestState': asking((r) => {
      r.requestState = {};
    }),
    'a list of requests': asking((r) => {
      r.inputRequests = Object.values(r.inputRequests);
    }),
    'a method of its own': asking((r) => {
      r.inputRequests = { a: { method: 'vendor/ask', params: {} } };
    }),
    'no method': asking((r) => {
      r.inputRequests = { a: { params: {} } };
    }),
  },
  stillGood: {
    'state alone': asking((r) => {
      delete r.inputRequests;
      r.requestState = 's';
    }),
    'members of its own': asking((r) => {
      r.extra = null;
    }),
  },
});

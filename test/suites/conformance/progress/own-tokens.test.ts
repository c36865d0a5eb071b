import rule from '../../../../suites/conformance/progress/own-tokens.check.ts';
import { onMessage } from '../../../../fixtures/faults/on.ts';
import { prove } from '../../../kit/prove.ts';
import { calls } from '../circumstances.ts';

const token = (value: (id: unknown) => unknown) =>
  onMessage((message) => {
    if (typeof message.method === 'string' && message.id !== undefined)
      message.params = { ...message.params, _meta: { progressToken: value(message.id) } };
  });

prove(rule, {
  ...calls,
  neverPasses: 'the good server asks for no progress of its requests; what it may do is among the accepted variations',
  faults: {
    'an object as token': token(() => ({ id: 1 })),
    'a fraction as token': token(() => 0.5),
    'the same token always': token(() => 'p'),
  },
  stillGood: { 'the id of the request': token((id) => `request ${String(id)}`), 'a number each': token((id) => id) },
});

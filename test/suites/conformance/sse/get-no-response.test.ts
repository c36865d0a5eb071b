import rule from '../../../../suites/conformance/sse/get-no-response.check.ts';
import { after } from '../../../../fixtures/faults/on.ts';
import { prove, where } from '../../../kit/prove.ts';

prove(rule, {
  faults: {
    'responses on the listening stream': after('tools/list', (ctx, _params, reply) => {
      if (reply !== undefined) ctx.send(reply);
    }),
  },
  stillGood: { 'no listening stream': where({}, { features: { getStream: false } }) },
});

import rule from '../../../../suites/conformance/tools/invalid-arguments-as-result.check.ts';
import { instead, error } from '../../../../fixtures/faults/on.ts';
import { prove, where } from '../../../kit/prove.ts';

prove(rule, {
  faults: {
    'schema violations as -32602': instead('tools/call', async (_, __, next) => {
      const reply = await next();
      const failed = (reply?.result as { isError?: boolean } | undefined)?.isError === true;
      return failed ? error(-32602, 'Invalid params') : reply;
    }),
  },
  stillGood: { 'no tool that may be called': where({}, { options: { calls: 'none' } }) },
});

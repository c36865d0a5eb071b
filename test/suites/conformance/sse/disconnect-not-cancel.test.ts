import rule from '../../../../suites/conformance/sse/disconnect-not-cancel.check.ts';
import { after, answerHttp, combine } from '../../../../fixtures/faults/on.ts';
import { prove, where } from '../../../kit/prove.ts';

prove(rule, {
  faults: {
    'a closed socket cancels': { settings: { disconnectCancels: () => true } },
    'only listening streams are resumed': combine(
      answerHttp(
        ({ headers }) => headers['last-event-id'] !== undefined && !String(headers['last-event-id']).startsWith('0-'),
        {
          status: 404,
        },
      ),
      after('ping', (ctx) => ctx.change('prompts')),
    ),
  },
  stillGood: {
    'no replay': { settings: { replay: 'none' } },
    'no event ids': where({}, { features: { resumable: false } }),
  },
});

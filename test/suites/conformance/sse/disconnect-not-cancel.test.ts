import rule from '../../../../suites/conformance/sse/disconnect-not-cancel.check.ts';
import { prove, where } from '../../../kit/prove.ts';

prove(rule, {
  faults: {
    'a closed socket cancels': { settings: { disconnectCancels: () => true } },
    'answers are not replayed': { settings: { replayPost: false } },
  },
  stillGood: {
    'no replay': { settings: { replay: 'none' } },
    'no event ids': where({}, { features: { resumable: false } }),
  },
});

import rule from '../../../../suites/conformance/cancellation/cancelled-call-stops.check.ts';
import { prove, where } from '../../../kit/prove.ts';
import { calls } from '../circumstances.ts';

const wait = { server: { onlyTools: ['wait', 'echo'] } };

prove(rule, {
  ...calls,
  ...wait,
  faults: {
    'cancellations ignored': where(
      { settings: { cancelStopsWork: false } },
      { revisions: ['2025-11-25', '2026-07-28'], transports: ['stdio'] },
    ),
    'an error for what was cancelled': where({ settings: { answerCancelled: true } }, { revisions: ['2025-11-25'] }),
    'ids that are text never found': where(
      {
        rpc: (message, next) => {
          const id = (message.params as { requestId?: unknown } | undefined)?.requestId;
          return message.method === 'notifications/cancelled' && typeof id === 'string' ? undefined : next();
        },
      },
      { revisions: ['2025-11-25'], transports: ['stdio'] },
    ),
  },
  stillGood: { 'no call that takes long': where({}, { options: { calls: 'none', allow: [] } }) },
});

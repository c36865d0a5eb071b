import rule from '../../../../suites/conformance/progress/stops-at-completion.check.ts';
import { after } from '../../../../fixtures/faults/on.ts';
import { prove, where } from '../../../kit/prove.ts';
import { calls } from '../circumstances.ts';

const late = (when: (token: unknown) => boolean) =>
  after('tools/call', (ctx, params) => {
    const progressToken = params?._meta?.progressToken;
    if (progressToken !== undefined && when(progressToken))
      ctx.send({ jsonrpc: '2.0', method: 'notifications/progress', params: { progressToken, progress: 100 } });
  });

prove(rule, {
  ...calls,
  faults: {
    'the last notification behind the response': where(
      late(() => true),
      { transports: ['stdio'] },
    ),
    'for numeric tokens alone': where(
      late((token) => typeof token === 'number'),
      { transports: ['stdio'] },
    ),
  },
});

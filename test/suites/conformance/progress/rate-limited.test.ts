import rule from '../../../../suites/conformance/progress/rate-limited.check.ts';
import { before } from '../../../../fixtures/faults/on.ts';
import { prove } from '../../../kit/prove.ts';
import { calls } from '../circumstances.ts';

const many = (count: number) =>
  before('tools/call', (ctx, params) => {
    const progressToken = params?._meta?.progressToken;
    if (progressToken === undefined) return;
    for (let progress = -count; progress < 0; progress += 1)
      ctx.relate({ jsonrpc: '2.0', method: 'notifications/progress', params: { progressToken, progress } });
  });

prove(rule, {
  ...calls,
  faults: { 'one notification for each byte': many(400) },
  stillGood: { 'thirty at once': many(30) },
});

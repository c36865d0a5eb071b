import { before, instead, onMessage } from '../../../../fixtures/faults/on.ts';
import rule from '../../../../suites/conformance/jsonrpc/single-messages.check.ts';
import { prove, where } from '../../../kit/prove.ts';

prove(rule, {
  faults: {
    'two notifications at once': where(
      before('server/discover', (ctx) =>
        ctx.relate('[{"jsonrpc":"2.0","method":"notifications/message","params":{"level":"info","data":1}}]'),
      ),
      { revisions: ['2026-07-28'], features: { answers: 'sse' } },
    ),
    'a reply in an array': where(
      onMessage((m, { message }) =>
        message?.method === 'tools/list' && m.result !== undefined ? `${JSON.stringify([m])}\n` : undefined,
      ),
      { transports: ['stdio'] },
    ),
  },
  stillGood: { 'a batch refused': instead('assay/none', () => undefined) },
});

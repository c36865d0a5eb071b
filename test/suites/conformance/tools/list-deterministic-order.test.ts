import rule from '../../../../suites/conformance/tools/list-deterministic-order.check.ts';
import { prove } from '../../../kit/prove.ts';

const shuffled = (when: (count: number) => boolean) =>
  ({
    rpc: async (message, next, ctx) => {
      const reply = await next();
      const result = reply?.result as { tools?: object[] } | undefined;
      if (message.method !== 'tools/list' || result?.tools === undefined) return reply;
      const count = Number(ctx.shared.get('count') ?? 0) + 1;
      ctx.shared.set('count', count);
      return when(count) ? ({ ...reply, result: { ...result, tools: result.tools.toReversed() } } as never) : reply;
    },
  }) as const satisfies import('../../../../fixtures/good/fault.ts').Fault;

prove(rule, {
  server: { pageSize: 1_000 },
  faults: {
    'another order every second time': shuffled((count) => count % 2 === 0),
    'another order every third time': shuffled((count) => count % 3 === 0),
  },
  stillGood: { 'the other way round, always': shuffled(() => true) },
});

import rule from '../../../../suites/conformance/tools/list-unaffected-by-other-requests.check.ts';
import { prove, where } from '../../../kit/prove.ts';

/** One more entry on the connection on which something was asked for. */
const revealed = {
  rpc: async (message, next, ctx) => {
    if (message.method === 'tools/call') ctx.store.set('asked', true);
    const reply = await next();
    const result = reply?.result as { tools?: object[]; nextCursor?: string } | undefined;
    if (message.method !== 'tools/list' || result?.tools === undefined || result.nextCursor !== undefined) return reply;
    return ctx.store.has('asked')
      ? ({
          ...reply,
          result: { ...result, tools: [...result.tools, { name: 'extra', inputSchema: { type: 'object' } }] },
        } as never)
      : reply;
  },
} as const satisfies import('../../../../fixtures/good/fault.ts').Fault;

prove(rule, {
  faults: { 'one more on a connection once something was asked for': where(revealed, { transports: ['stdio'] }) },
  stillGood: {
    // Over HTTP one server serves both connections; on stdio each connection is a process.
    'the list changes for everybody': where(
      {
        rpc: (message, next, ctx) => {
          if (message.method === 'tools/call' && !ctx.shared.has('changed')) {
            ctx.shared.set('changed', true);
            ctx.change('tools');
          }
          return next();
        },
      },
      { transports: ['streamable-http'] },
    ),
  },
});

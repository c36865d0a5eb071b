import rule from '../../../../suites/conformance/resources/list-same-on-every-connection.check.ts';
import { prove, where } from '../../../kit/prove.ts';

/** Each connection of the streams is a server of its own, so they are counted here. */
let connections = 0;
const counted = {
  start: (ctx) => void (connections += ctx.transport === 'stdio' ? 1 : 0),
  rpc: async (message, next, ctx) => {
    const reply = await next();
    if (!ctx.store.has('number')) ctx.store.set('number', connections);
    const result = reply?.result as { resources?: object[]; nextCursor?: string } | undefined;
    if (message.method !== 'resources/list' || result?.resources === undefined || result.nextCursor !== undefined)
      return reply;
    const odd = Number(ctx.store.get('number')) % 2 === 1;
    return odd
      ? ({
          ...reply,
          result: { ...result, resources: [...result.resources, { uri: 'notes://extra', name: 'extra' }] },
        } as never)
      : reply;
  },
} as const satisfies import('../../../../fixtures/good/fault.ts').Fault;

prove(rule, {
  faults: { 'one more on every second connection': where(counted, { transports: ['stdio'] }) },
  stillGood: {
    'a description that tells the time': {
      rpc: async (message, next) => {
        const reply = await next();
        const result = reply?.result as { resources?: object[] } | undefined;
        if (message.method !== 'resources/list' || result?.resources === undefined) return reply;
        return {
          ...reply,
          result: {
            ...result,
            resources: result.resources.map((one) => ({ ...one, description: String(process.hrtime.bigint()) })),
          },
        } as never;
      },
    },
  },
});

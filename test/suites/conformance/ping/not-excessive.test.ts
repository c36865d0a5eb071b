import rule from '../../../../suites/conformance/ping/not-excessive.check.ts';
import { prove, where } from '../../../kit/prove.ts';

const pings = (everyMs: number, count: number) =>
  where(
    {
      start: (ctx) => {
        for (let index = 0; index < count; index += 1)
          setTimeout(() => ctx.send({ jsonrpc: '2.0', id: `ping ${index}`, method: 'ping' }), index * everyMs).unref();
      },
      rpc: async (message, next) => {
        // Time for pings to come.
        if (message.method === 'tools/list') await new Promise((resolve) => setTimeout(resolve, everyMs * count));
        return next();
      },
    },
    { transports: ['stdio'], revisions: ['2025-11-25'], options: { timeoutMs: 8_000, calls: 'none' } },
  );

/** Nobody waits for them. */
const beside = (everyMs: number, count: number) =>
  where(
    {
      start: (ctx) => {
        for (let index = 0; index < count; index += 1)
          setTimeout(() => ctx.send({ jsonrpc: '2.0', id: `ping ${index}`, method: 'ping' }), index * everyMs).unref();
      },
    },
    { transports: ['stdio'], revisions: ['2025-11-25'] },
  );

prove(rule, {
  neverPasses: 'the good server sends no pings of its own',
  faults: { 'ten pings a second': pings(100, 25), 'ten a second, of a server that is quick': beside(100, 40) },
  stillGood: { 'three pings': pings(20, 3), 'one at the start': beside(10, 1) },
});

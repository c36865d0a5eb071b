import rule from '../../../../suites/conformance/cancellation/tasks-not-by-cancelled.check.ts';
import { prove, where } from '../../../kit/prove.ts';
import { calls } from '../circumstances.ts';

type Params = { task?: unknown };

/** Asks for a task where the client can take one, as nothing else in the good server does. */
const asTask = (cancelled: boolean) =>
  ({
    out: (message, ctx) => {
      if (message.method !== 'sampling/createMessage' && message.method !== 'elicitation/create') return message;
      ctx.store.set('asked', message.id);
      return { ...message, params: { ...(message.params as object), task: { ttl: 60_000 } } as never };
    },
    rpc: (message, next, ctx) => {
      const params = message.params as Params & { requestId?: unknown };
      if (
        cancelled &&
        message.method === 'notifications/cancelled' &&
        ctx.store.has('asked') &&
        params.requestId !== undefined
      )
        ctx.send({
          jsonrpc: '2.0',
          method: 'notifications/cancelled',
          params: { requestId: ctx.store.get('asked') as number },
        });
      return next();
    },
  }) as const satisfies import('../../../../fixtures/good/fault.ts').Fault;

prove(rule, {
  ...calls,
  neverPasses: 'the good server asks for no tasks; a variation that does is among the accepted ones',
  faults: { 'the client task cancelled by notification': where(asTask(true), { transports: ['stdio'] }) },
  stillGood: { 'a task asked for, and left alone': asTask(false) },
});

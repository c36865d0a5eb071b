import rule from '../../../../suites/conformance/tasks/input-keys-unique.check.ts';
import type { Loose } from '../../../../fixtures/faults/on.ts';
import { prove } from '../../../kit/prove.ts';
import { ASKS } from './tools-as-tasks.ts';

/** Whatever is open is called `input`; the answer goes to the first of it. */
const ONE_KEY = {
  rpc: async (message: Loose, next: (message?: Loose) => Promise<Loose>, ctx: Loose) => {
    const id = message.params?.taskId;
    if (message.method === 'tasks/update' && message.params.inputResponses?.input !== undefined) {
      const { input } = message.params.inputResponses;
      message.params.inputResponses = { [String(ctx.shared.get(id))]: input };
    }
    const reply = await next(message);
    const all = Object.entries(reply?.result?.inputRequests ?? {});
    if (message.method !== 'tasks/get' || all.length === 0) return reply;
    ctx.shared.set(id, all[0]?.[0]);
    reply.result.inputRequests = { input: all[0]?.[1] };
    return reply;
  },
};

prove(rule, {
  server: { tools: [ASKS], onlyTools: ['inquire'] },
  faults: { 'one key for all': ONE_KEY },
});

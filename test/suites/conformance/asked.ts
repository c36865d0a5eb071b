// Faults in what the server asks of the client, in either era.

import { combine, onSent, type Loose } from '../../../fixtures/faults/on.ts';
import type { Fault } from '../../../fixtures/good/fault.ts';

/** Changes the params of every question of a method: requests of the server, or inputRequests of a result. */
export function changesQuestion(method: string, change: (params: Loose) => void): Fault {
  const inResults: Fault = {
    rpc: async (message, next) => {
      const reply = (await next()) as Loose;
      for (const question of Object.values<Loose>(reply?.result?.inputRequests ?? {}))
        if (question.method === method) change(question.params);
      return reply;
    },
  };
  return combine(
    onSent(method, (message: Loose) => change(message.params)),
    inResults,
  );
}

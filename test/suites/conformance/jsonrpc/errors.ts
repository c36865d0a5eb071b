// Faults in errors, wherever they leave the server: as messages, or as bodies that the HTTP entrance writes itself.

import { combine, onHttp, onMessage, type Loose } from '../../../../fixtures/faults/on.ts';
import type { Fault } from '../../../../fixtures/good/fault.ts';

/** Changes every message with an error of this code, in place or by returning another message. */
export function inErrors(code: number, change: (message: Loose) => unknown): Fault {
  const changed = (message: Loose): unknown =>
    message?.error?.code === code ? (change(message) ?? message) : undefined;
  return combine(
    onMessage(changed),
    onHttp((answer) => {
      if (answer.body?.startsWith('{"jsonrpc"') !== true) return;
      const message = changed(JSON.parse(answer.body) as Loose);
      if (message !== undefined) answer.body = JSON.stringify(message);
    }),
  );
}

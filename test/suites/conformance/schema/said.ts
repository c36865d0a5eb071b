// Faults in which the server says something by itself, in the middle of an ordinary request.

import { before } from '../../../../fixtures/faults/on.ts';
import type { FaultContext } from '../../../../fixtures/good/fault.ts';
import type { Message } from '../../../../fixtures/good/protocol.ts';
import { where, type Case } from '../../../kit/prove.ts';

/** The server sends this while it answers tools/list; over HTTP on the stream of that request. */
export const says = (
  message: Message | ((ctx: FaultContext) => Message),
  circumstances: Omit<Case, 'fault' | 'features'> = {},
): Case =>
  where(
    before('tools/list', (ctx) => ctx.relate(typeof message === 'function' ? message(ctx) : message)),
    { features: { answers: 'sse' }, ...circumstances },
  );

export const notification = (method: string, params?: unknown): Message =>
  ({ jsonrpc: '2.0', method, ...(params === undefined ? {} : { params }) }) as Message;

let count = 0;

export const request = (method: string, params?: unknown): Message => {
  count += 1;
  return { jsonrpc: '2.0', id: `said-${count}`, method, ...(params === undefined ? {} : { params }) } as Message;
};

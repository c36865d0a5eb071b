// A stall of this process is not the silence of a target: what arrived meanwhile is read before patience ends.

import { once } from 'node:events';
import { connect, createServer, type AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import { afterWaking, waking } from '../../runner/waking.ts';

const stall = (ms: number): void => void Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);

test('what came while the process stood still comes before the end of the wait', async () => {
  const server = createServer((socket) => socket.pipe(socket)).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
  await once(socket, 'connect');
  const order: string[] = [];
  socket.on('data', () => order.push('answer'));
  const waited = new Promise<void>((resolve) => {
    afterWaking(200, () => {
      order.push('over');
      resolve();
    });
  });
  socket.write('question');
  stall(600);
  await waited;
  expect(order).toEqual(['answer', 'over']);
  socket.destroy();
  server.close();
});

test('is called off', async () => {
  let called = false;
  const stop = afterWaking(20, () => (called = true));
  stop();
  await waking(60);
  expect(called).toBe(false);
});

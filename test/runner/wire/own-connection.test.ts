// Raw bytes go to the target and nowhere else, whatever they ask for.

import { expect, test } from 'vitest';
import { serveHttp } from '../../../fixtures/good/http/serve.ts';
import { createGoodServer } from '../../../fixtures/good/server.ts';
import { exchangeBytes, staysHere } from '../../../runner/wire/own-connection.ts';

test.each([
  'GET http://10.0.0.1/ HTTP/1.1\r\n\r\n',
  'CONNECT example.com:443 HTTP/1.1\r\n\r\n',
  'GET / HTTP/1.1\r\nHost: a\r\n\r\nPOST https://example.com/ HTTP/1.1\r\n\r\n',
])('a request line for another host is refused: %j', (data) => {
  expect(() => staysHere(data)).toThrow(TypeError);
});

test('bodies may name urls', () => {
  expect(() => staysHere('POST /mcp HTTP/1.1\r\n\r\n{"uri":"http://127.0.0.1/"}')).not.toThrow();
});

test('two requests on one connection, each answered', async () => {
  const served = await serveHttp(createGoodServer(), { port: 0 });
  const { host } = new URL(served.url);
  const ask = `GET /nothing HTTP/1.1\r\nHost: ${host}\r\n\r\n`;
  const target = { kind: 'http', url: served.url } as const;
  const { bytes, over } = await exchangeBytes(target, { data: ask, next: ask, quiet: 60, timeout: 3000 });
  await served.close();
  expect(over).toBe('quiet');
  expect(bytes.toString('latin1').match(/HTTP\/1\.1 404/g)).toHaveLength(2);
});

test('nobody there is told as such', async () => {
  const served = await serveHttp(createGoodServer(), { port: 0 });
  await served.close();
  const target = { kind: 'http', url: served.url } as const;
  const returned = await exchangeBytes(target, { data: 'GET / HTTP/1.1\r\n\r\n', quiet: 60, timeout: 3000 });
  expect(returned.over).toBe('failed');
});

// The good server over HTTP for one test, gone when the test ends.

import { onTestFinished } from 'vitest';
import { serveHttp } from '../../fixtures/good/http/serve.ts';
import { createGoodServer } from '../../fixtures/good/server.ts';

export async function serveGood(): Promise<{ readonly url: string }> {
  const { url, close } = await serveHttp(createGoodServer({}), { port: 0 });
  onTestFinished(close);
  return { url };
}

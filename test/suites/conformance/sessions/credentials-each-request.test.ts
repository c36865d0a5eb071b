// The kit's targets carry no credentials, so the proofs here start servers of their own that ask for a token.

import { expect, test } from 'vitest';
import rule from '../../../../suites/conformance/sessions/credentials-each-request.check.ts';
import type { Fault } from '../../../../fixtures/good/fault.ts';
import { serveHttp } from '../../../../fixtures/good/http/serve.ts';
import { createGoodServer } from '../../../../fixtures/good/server.ts';
import { run } from '../../../../runner/engine/run.ts';
import type { Check } from '../../../../suites/kernel/check.ts';
import { prove } from '../../../kit/prove.ts';

const TOKEN = `Bearer ${['assay', 'test', 'token'].join('-')}`;

/** Asks for the token where `when` says so; elsewhere whoever comes is taken for its owner. */
const guarded = (when: (method: string, body: string) => boolean): Fault => ({
  http: (request, response, next, ctx) => {
    if (request.headers.authorization !== TOKEN && when(request.method ?? '', ctx.body ?? '')) {
      response.writeHead(401, { 'WWW-Authenticate': 'Bearer' }).end();
      return undefined;
    }
    request.headers.authorization = TOKEN;
    return next();
  },
});

async function verdict(fault: Fault): Promise<string> {
  const served = await serveHttp(createGoodServer({ fault }), { port: 0 });
  const rules = [{ id: 'conformance/proof/rule', suite: 'conformance', check: rule as unknown as Check }];
  const target = { kind: 'http', url: served.url, headers: { Authorization: TOKEN } } as const;
  const report = await run(target, { revisions: ['2025-11-25'], timeoutMs: 4000, seed: 1 }, { rules });
  await served.close();
  const [result] = report.results;
  return `${result?.outcome}: ${result?.findings.map(({ key }) => key).join('; ') ?? ''}`;
}

prove(rule, { neverPasses: 'the good server asks for no token', faults: {} });

test('accepts a server that checks every request', async () => {
  expect(await verdict(guarded(() => true))).toBe('pass: ');
});

test('catches a token that is checked on initialize alone', async () => {
  expect(await verdict(guarded((_method, body) => body.includes('"initialize"')))).toMatch(
    /^fail: .*request, no token/,
  );
});

test('catches a GET that is not protected', async () => {
  expect(await verdict(guarded((method) => method !== 'GET'))).toMatch(/^fail: .*get, no token/);
});

test('leaves other schemes alone', async () => {
  expect(await verdict(guarded(() => false))).toMatch(/^skip/);
});

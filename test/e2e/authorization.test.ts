// A real authorization server: tokens by client credentials, checked by the resource server in front of the good server.
import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createRemoteJWKSet, jwtVerify } from 'jose';
import Provider from 'oidc-provider';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { protect, type GuardFaults, type Verify } from '../../fixtures/protected/guard.ts';
import { serveHttp, type HttpEntrance } from '../../fixtures/good/http/serve.ts';
import { createGoodServer } from '../../fixtures/good/server.ts';
import { run } from '../../runner/engine/run.ts';
import type { Report } from '../../suites/kernel/report.ts';

const RESOURCE = 'https://assay.example/mcp';
const CLIENT = { id: 'assay', secret: `s${randomUUID()}` };

let issuer = '';
let token = '';
let close: () => void = () => undefined;

/** The provider on a port of its own; it learns its name once the port is known. */
beforeAll(async () => {
  const listener = createServer((request, response) => void handler(request, response));
  let handler: (...args: Parameters<ReturnType<Provider['callback']>>) => unknown = () => undefined;
  await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve));
  issuer = `http://127.0.0.1:${(listener.address() as AddressInfo).port}`;
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: CLIENT.id,
        client_secret: CLIENT.secret,
        grant_types: ['client_credentials'],
        redirect_uris: [],
        response_types: [],
      },
    ],
    scopes: ['mcp'],
    features: {
      clientCredentials: { enabled: true },
      devInteractions: { enabled: false },
      resourceIndicators: {
        enabled: true,
        getResourceServerInfo: () => ({ scope: 'mcp', audience: RESOURCE, accessTokenFormat: 'jwt' as const }),
      },
    },
  });
  handler = provider.callback();
  close = () => void listener.close();
  const answer = await fetch(`${issuer}/token`, {
    method: 'POST',
    headers: { Authorization: `Basic ${Buffer.from(`${CLIENT.id}:${CLIENT.secret}`).toString('base64')}` },
    body: new URLSearchParams({ grant_type: 'client_credentials', scope: 'mcp', resource: RESOURCE }),
  });
  token = ((await answer.json()) as { access_token: string }).access_token;
});

afterAll(() => close());

const verify: Verify = async (given) => {
  try {
    const keys = createRemoteJWKSet(new URL(`${issuer}/jwks`));
    const { payload } = await jwtVerify(given, keys, { issuer, audience: RESOURCE });
    return { scope: String(payload['scope']), audience: [RESOURCE] };
  } catch {
    return undefined;
  }
};

async function audited(headers: Readonly<Record<string, string>>, faults: Partial<GuardFaults> = {}): Promise<Report> {
  const guard = protect({ verify, issuer, scope: 'mcp', faults });
  const served: HttpEntrance = await serveHttp(createGoodServer({ fault: guard, features: { legacySse: false } }), {
    port: 0,
  });
  try {
    return await run(
      { kind: 'http', url: served.url, headers },
      { rules: ['conformance/authorization/'], timeoutMs: 5000, seed: 1 },
    );
  } finally {
    await served.close();
  }
}

const outcomes = (report: Report, outcome: string): readonly string[] =>
  [...new Set(report.results.filter((result) => result.outcome === outcome).map(({ rule }) => rule.id))].sort();

describe('a server behind a real authorization server', () => {
  test('is silent with a valid token, and judged', async () => {
    expect(token.split('.')).toHaveLength(3);
    const report = await audited({ Authorization: `Bearer ${token}` });
    expect([...outcomes(report, 'fail'), ...outcomes(report, 'warn'), ...outcomes(report, 'error')]).toEqual([]);
    expect(outcomes(report, 'pass')).toEqual(
      expect.arrayContaining([
        'conformance/authorization/bad-token-refused',
        'conformance/authorization/no-token-in-query',
      ]),
    );
    expect(report.exitCode).toBe(0);
    expect(JSON.stringify(report)).not.toContain(token);
  });

  test('is judged from outside without one, and says what is missing', async () => {
    const report = await audited({});
    expect(outcomes(report, 'pass')).toContain('conformance/authorization/unauthenticated-401');
    expect(outcomes(report, 'fail')).toEqual([]);
    expect(report.exitCode).toBe(3);
    expect(report.faults.map(({ message }) => message).join(' ')).toContain('--bearer-env');
  });

  test('that takes any token is caught', async () => {
    const report = await audited({ Authorization: `Bearer ${token}` }, { acceptsAny: true });
    expect(outcomes(report, 'fail')).toContain('conformance/authorization/bad-token-refused');
    expect(report.exitCode).toBe(1);
  });
});

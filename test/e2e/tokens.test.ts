// Tokens of a real authorization server that are not good enough: expired, for another resource, for none, with too little scope.
import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createRemoteJWKSet, jwtVerify } from 'jose';
import Provider from 'oidc-provider';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { serveHttp } from '../../fixtures/good/http/serve.ts';
import { createGoodServer } from '../../fixtures/good/server.ts';
import { protect } from '../../fixtures/protected/guard.ts';
import { run } from '../../runner/engine/run.ts';
import type { Report } from '../../suites/kernel/report.ts';

const RESOURCE = 'https://assay.example/mcp';
const SCOPES = 'mcp mcp:call mcp:all';
const RULES = ['expired-refused', 'audience-checked', 'audience-demanded'];
const SCOPE_RULES = ['insufficient-scope', 'scope-stays', 'scope-enough', 'scope-implied'];

let issuer = '';
let tokens: Readonly<Record<string, string>> = {};
let close: () => void = () => undefined;

const client = (id: string) => ({
  client_id: id,
  client_secret: `s${randomUUID()}`,
  grant_types: ['client_credentials'],
  redirect_uris: [],
  response_types: [],
});
const USUAL = client('usual');
const HASTY = client('hasty');

async function ask(who: typeof USUAL, scope: string, resource?: string): Promise<string> {
  const basic = Buffer.from(`${who.client_id}:${who.client_secret}`).toString('base64');
  const form = { grant_type: 'client_credentials', scope, ...(resource === undefined ? {} : { resource }) };
  const answer = await fetch(`${issuer}/token`, {
    method: 'POST',
    headers: { Authorization: `Basic ${basic}` },
    body: new URLSearchParams(form),
  });
  return ((await answer.json()) as { access_token: string }).access_token;
}

beforeAll(async () => {
  let handler: (...args: Parameters<ReturnType<Provider['callback']>>) => unknown = () => undefined;
  const listener = createServer((request, response) => void handler(request, response));
  await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve));
  close = () => void listener.close();
  issuer = `http://127.0.0.1:${(listener.address() as AddressInfo).port}`;
  const provider = new Provider(issuer, {
    clients: [USUAL, HASTY],
    scopes: SCOPES.split(' '),
    ttl: {
      ClientCredentials: (_ctx: unknown, _token: unknown, who: { clientId: string }) =>
        who.clientId === 'hasty' ? 1 : 600,
    },
    features: {
      clientCredentials: { enabled: true },
      devInteractions: { enabled: false },
      resourceIndicators: {
        enabled: true,
        getResourceServerInfo: (_ctx: unknown, resource: string) => ({
          scope: SCOPES,
          audience: resource,
          accessTokenFormat: 'jwt' as const,
        }),
      },
    },
  });
  handler = provider.callback();
  tokens = {
    expired: await ask(HASTY, 'mcp mcp:call', RESOURCE),
    good: await ask(USUAL, 'mcp mcp:call', RESOURCE),
    otherAudience: await ask(USUAL, 'mcp mcp:call', 'https://other.example/mcp'),
    noAudience: await ask(USUAL, 'mcp'),
    insufficientScope: await ask(USUAL, 'mcp', RESOURCE),
    challengedScope: await ask(USUAL, 'mcp mcp:call', RESOURCE),
    broaderScope: await ask(USUAL, 'mcp mcp:all', RESOURCE),
  };
  await new Promise((resolve) => setTimeout(resolve, 1_100));
});

afterAll(() => close());

async function audited(careless: boolean): Promise<Report> {
  const keys = createRemoteJWKSet(new URL(`${issuer}/jwks`));
  const checks = careless ? { clockTolerance: 3_600 } : { audience: RESOURCE };
  const guard = protect({
    issuer,
    scope: 'mcp',
    demand: (message) =>
      (message as { method?: unknown } | undefined)?.method === 'tools/call' ? 'mcp:call' : undefined,
    verify: async (given) => {
      try {
        const { payload } = await jwtVerify(given, keys, { issuer, ...checks });
        return { scope: String(payload['scope']), audience: [RESOURCE] };
      } catch {
        return undefined;
      }
    },
    ...(careless
      ? { faults: { scopeStatus: 401, holds: (scope: string, needed: string) => scope.split(' ').includes(needed) } }
      : {}),
  });
  const served = await serveHttp(
    createGoodServer({ fault: guard, features: { legacySse: false }, onlyTools: ['status'] }),
    { port: 0 },
  );
  const { good = '', ...others } = tokens;
  try {
    return await run(
      { kind: 'http', url: served.url, headers: { Authorization: `Bearer ${good}` } },
      { rules: ['conformance/authorization/'], revisions: ['2026-07-28'], timeoutMs: 5_000, seed: 1, tokens: others },
    );
  } finally {
    await served.close();
  }
}

const of = (report: Report, ...outcomes: readonly string[]): readonly string[] =>
  report.results
    .filter(({ outcome }) => outcomes.includes(outcome))
    .map(({ rule }) => rule.id.replace('conformance/authorization/', ''));

test('a careful server refuses each of them, and no report holds one', async () => {
  const report = await audited(false);
  expect(of(report, 'fail', 'warn', 'error')).toEqual([]);
  const judged = [...RULES, ...SCOPE_RULES].filter((rule) => rule !== 'scope-stays');
  expect(of(report, 'pass')).toEqual(expect.arrayContaining(judged));
  for (const token of Object.values(tokens)) expect(JSON.stringify(report)).not.toContain(token);
});

test('a server that looks at the signature alone is caught', async () => {
  const report = await audited(true);
  expect(of(report, 'fail', 'warn')).toEqual(
    expect.arrayContaining(['expired-refused', 'audience-checked', 'insufficient-scope', 'scope-implied']),
  );
});

// A caller becomes headers: fixed ones, or a token fetched by the client-credentials grant; its secret is never shown.
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { credentialsOf, fetchToken, NoToken, revokeToken } from '../../../runner/callers/credentials.ts';
import { mask } from '../../../runner/engine/mask.ts';

const SECRET = 'client secret/with+signs';
const ISSUED = 'issued-token-0123456789';
const asked: { readonly path: string; readonly body: string; readonly authorization: string | undefined }[] = [];
let server: Server;
let origin: string;
let refuses = false;

beforeAll(async () => {
  server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      asked.push({ path: request.url ?? '', body, authorization: request.headers.authorization });
      response.writeHead(refuses ? 400 : 200, { 'Content-Type': 'application/json' });
      response.end(
        refuses
          ? JSON.stringify({ error: 'invalid_scope', error_description: `no such scope for ${SECRET}` })
          : JSON.stringify({ access_token: ISSUED, token_type: 'bearer', expires_in: 60, scope: 'notes:read' }),
      );
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterAll(() => new Promise((done) => server.close(done)));

const client = (): Parameters<typeof fetchToken>[1] => ({
  tokenUrl: `${origin}/token`,
  revocationUrl: `${origin}/revoke`,
  clientId: 'assay-client',
  clientSecret: SECRET,
  scope: 'notes:read notes:write',
  resource: 'https://mcp.example.com/mcp',
});

test('fixed headers need no authorization server', async () => {
  const given = { headers: { 'X-Key': 'k' }, scopes: ['a'] };
  expect(await credentialsOf('one', given)).toEqual({ headers: { 'X-Key': 'k' }, env: {}, scopes: ['a'] });
});

test('a token is asked for with scope and resource, and is masked from then on', async () => {
  const { headers, scopes } = await credentialsOf('one', { oauth: client(), headers: { 'X-Tenant': 't' } });
  expect(headers).toEqual({ 'X-Tenant': 't', Authorization: `Bearer ${ISSUED}` });
  expect(scopes).toEqual(['notes:read']);
  const { body, authorization } = asked.at(-1) ?? { body: '' };
  expect(Object.fromEntries(new URLSearchParams(body))).toEqual({
    grant_type: 'client_credentials',
    scope: 'notes:read notes:write',
    resource: 'https://mcp.example.com/mcp',
  });
  expect(authorization).toMatch(/^Basic /);
  expect(mask(`it is ${ISSUED}`)).not.toContain(ISSUED);
});

test('the secret may travel in the body', async () => {
  await fetchToken('one', { ...client(), auth: 'post' });
  expect(new URLSearchParams(asked.at(-1)?.body).get('client_secret')).toBe(SECRET);
});

test('a token is revoked where there is an endpoint for it', async () => {
  await revokeToken('one', client(), ISSUED);
  expect(asked.at(-1)).toMatchObject({ path: '/revoke' });
  expect(new URLSearchParams(asked.at(-1)?.body).get('token')).toBe(ISSUED);
});

test('a refusal says the code and nothing of the secret', async () => {
  refuses = true;
  const failed = await credentialsOf('one', { oauth: client() }).catch((error: unknown) => error);
  refuses = false;
  expect(failed).toBeInstanceOf(NoToken);
  expect((failed as Error).message).toContain('callers.one.oauth');
  expect((failed as Error).message).toContain('invalid_scope');
  expect((failed as Error).message).not.toContain(SECRET);
});

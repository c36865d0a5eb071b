// A real authorization server on a port of its own: tokens by client credentials, for the resources that are asked for.

import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createRemoteJWKSet } from 'jose';
import Provider from 'oidc-provider';

export interface Client {
  readonly client_id: string;
  readonly client_secret: string;
}

export interface Issuer {
  readonly url: string;
  readonly keys: ReturnType<typeof createRemoteJWKSet>;
  readonly clients: Readonly<Record<'ann' | 'ben' | 'hasty' | 'shouting', Client>>;
  token(who: Client, scope: string, resource?: string): Promise<string>;
  close(): Promise<void>;
}

/** `shop:all` implies the others; an `orders` scope has nothing to do with them. */
const SCOPES = 'shop:read shop:stock shop:all orders:read offline_access';

const clientOf = (id: string) => ({
  client_id: id,
  client_secret: `s${randomUUID()}`,
  grant_types: ['client_credentials'],
  redirect_uris: [],
  response_types: [],
});

/** Scheme and host in capitals, as some write them. */
const shouted = (address: string): string => address.replace(/^[a-z]+:\/\/[^/]+/u, (head) => head.toUpperCase());

export async function openIssuer(): Promise<Issuer> {
  let handler: (...args: Parameters<ReturnType<Provider['callback']>>) => unknown = () => undefined;
  const listener = createServer((request, response) => void handler(request, response));
  await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(listener.address() as AddressInfo).port}`;
  const clients = {
    ann: clientOf('ann'),
    ben: clientOf('ben'),
    hasty: clientOf('hasty'),
    shouting: clientOf('shouting'),
  };
  const provider = new Provider(url, {
    clients: Object.values(clients),
    scopes: SCOPES.split(' '),
    ttl: {
      ClientCredentials: (_ctx: unknown, _token: unknown, who: { clientId: string }) =>
        who.clientId === 'hasty' ? 1 : 3_600,
    },
    features: {
      clientCredentials: { enabled: true },
      devInteractions: { enabled: false },
      resourceIndicators: {
        enabled: true,
        getResourceServerInfo: (_ctx: unknown, resource: string, who: { clientId: string }) => ({
          scope: SCOPES,
          audience: who.clientId === 'shouting' ? shouted(resource) : resource,
          accessTokenFormat: 'jwt' as const,
        }),
      },
    },
  });
  handler = provider.callback();
  return {
    url,
    clients,
    keys: createRemoteJWKSet(new URL(`${url}/jwks`)),
    token: (who, scope, resource) => granted(url, who, scope, resource),
    close: () =>
      new Promise((resolve) => {
        listener.close(() => resolve());
        listener.closeAllConnections();
      }),
  };
}

async function granted(issuer: string, who: Client, scope: string, resource: string | undefined): Promise<string> {
  const basic = Buffer.from(`${who.client_id}:${who.client_secret}`).toString('base64');
  const form = { grant_type: 'client_credentials', scope, ...(resource === undefined ? {} : { resource }) };
  const answer = await fetch(`${issuer}/token`, {
    method: 'POST',
    headers: { Authorization: `Basic ${basic}` },
    body: new URLSearchParams(form),
  });
  const said = (await answer.json()) as { access_token?: string };
  if (said.access_token === undefined) throw new Error(`the authorization server gave no token: ${answer.status}`);
  return said.access_token;
}

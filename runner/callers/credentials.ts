// Turns a caller of the configuration into headers that can be sent: fetches its token, registers it with the masker.

import * as oauth from 'oauth4webapi';
import { registerSecret } from '../engine/mask.ts';
import type { Caller, OauthClient } from './caller.ts';

export interface Credentials {
  readonly headers: Readonly<Record<string, string>>;
  readonly env: Readonly<Record<string, string>>;
  /** Scopes of the token: what the authorization server said, else what the configuration says; `undefined`: not known. */
  readonly scopes?: readonly string[];
}

export interface Token {
  readonly value: string;
  readonly scopes?: readonly string[];
}

/** The authorization server gave no token: not the fault of the target. */
export class NoToken extends Error {}

/** @throws NoToken */
export async function credentialsOf(name: string, caller: Caller, signal?: AbortSignal): Promise<Credentials> {
  const { headers = {}, env = {} } = caller;
  const scopes = caller.scopes ?? scopesIn(headers);
  const known = scopes === undefined ? {} : { scopes };
  if (caller.oauth === undefined) return { headers, env, ...known };
  const token = await fetchToken(name, caller.oauth, signal);
  return {
    headers: { ...headers, Authorization: `Bearer ${token.value}` },
    env,
    ...(token.scopes === undefined ? known : { scopes: token.scopes }),
  };
}

/** What a JWT access token says of its scopes (RFC 9068, section 2.2.3); nobody needs to say it again. */
function scopesIn(headers: Readonly<Record<string, string>>): readonly string[] | undefined {
  const given = Object.entries(headers).find(([name]) => name.toLowerCase() === 'authorization')?.[1];
  const [, body] = /^Bearer\s+[\w-]+\.([\w-]+)\.[\w-]+$/iu.exec(given ?? '') ?? [];
  try {
    const claims = JSON.parse(Buffer.from(body ?? '', 'base64url').toString('utf8')) as {
      readonly scope?: unknown;
    } | null;
    const scope = claims?.scope;
    return typeof scope === 'string' ? scope.split(' ').filter(Boolean) : undefined;
  } catch {
    return undefined;
  }
}

/** A new token by the client-credentials grant. @throws NoToken */
export async function fetchToken(name: string, client: OauthClient, signal?: AbortSignal): Promise<Token> {
  const server = serverOf(client);
  const parameters = new URLSearchParams();
  if (client.scope !== undefined) parameters.set('scope', client.scope);
  if (client.resource !== undefined) parameters.set('resource', client.resource);
  try {
    const response = await oauth.clientCredentialsGrantRequest(
      server,
      { client_id: client.clientId },
      authenticationOf(client),
      parameters,
      optionsOf(client.tokenUrl, signal),
    );
    const answer = await oauth.processClientCredentialsResponse(server, { client_id: client.clientId }, response);
    registerSecret(answer.access_token);
    const scope = answer.scope ?? client.scope;
    return {
      value: answer.access_token,
      ...(scope === undefined ? {} : { scopes: scope.split(' ').filter(Boolean) }),
    };
  } catch (error) {
    throw new NoToken(`callers.${name}.oauth: no token from the token endpoint (${whyOf(error)})`);
  }
}

/** Revokes a token (RFC 7009). @throws NoToken where the authorization server does not take it */
export async function revokeToken(name: string, client: OauthClient, token: string): Promise<void> {
  if (client.revocationUrl === undefined) throw new NoToken(`callers.${name}.oauth.revocationUrl is not set`);
  try {
    const response = await oauth.revocationRequest(
      serverOf(client),
      { client_id: client.clientId },
      authenticationOf(client),
      token,
      optionsOf(client.revocationUrl),
    );
    await oauth.processRevocationResponse(response);
  } catch (error) {
    throw new NoToken(`callers.${name}.oauth: the token was not revoked (${whyOf(error)})`);
  }
}

const serverOf = (client: OauthClient): oauth.AuthorizationServer => ({
  issuer: new URL(client.tokenUrl).origin,
  token_endpoint: client.tokenUrl,
  ...(client.revocationUrl === undefined ? {} : { revocation_endpoint: client.revocationUrl }),
});

function authenticationOf({ clientSecret, auth }: OauthClient): oauth.ClientAuth {
  if (clientSecret === undefined) return oauth.None();
  return auth === 'post' ? oauth.ClientSecretPost(clientSecret) : oauth.ClientSecretBasic(clientSecret);
}

const GRANT_MS = 10_000;

function optionsOf(url: string, signal?: AbortSignal): oauth.TokenEndpointRequestOptions {
  const limit = AbortSignal.timeout(GRANT_MS);
  return {
    signal: signal === undefined ? limit : AbortSignal.any([signal, limit]),
    // RFC 6749, section 3.2: TLS; a server on this machine, as in tests, does without.
    ...(isLoopback(url) ? { [oauth.allowInsecureRequests]: true } : {}),
  };
}

const isLoopback = (url: string): boolean => /^(?:localhost|127(?:\.\d+){3}|\[::1\])$/.test(new URL(url).hostname);

/** The error code of the answer, or what broke; never the body, which may echo a secret. */
function whyOf(error: unknown): string {
  if (error instanceof oauth.ResponseBodyError) return `${error.status} ${error.error}`;
  if (error instanceof oauth.WWWAuthenticateChallengeError) return `HTTP ${error.status}`;
  if (!(error instanceof Error)) return 'unknown';
  const cause = error.cause instanceof Error ? error.cause.message : undefined;
  return cause ?? error.message;
}

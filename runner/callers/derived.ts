// Tokens that are not good enough, asked for by the client that gets the good one: for another resource, for none, with less scope.
//
// Each is told by what it says of itself: a token whose claims cannot be read is not used, for it may well be good.

import { registerSecret } from '../engine/mask.ts';
import type { OauthClient } from './caller.ts';
import { fetchToken } from './credentials.ts';

interface Claims {
  readonly audience: readonly string[];
  readonly scopes: readonly string[];
}

/** No server is called so (RFC 2606). */
const ELSEWHERE = 'https://assay.example/elsewhere';

function claimsOf(token: string): Claims | undefined {
  const [, body] = /^[\w-]+\.([\w-]+)\.[\w-]+$/u.exec(token) ?? [];
  try {
    const claims: unknown = JSON.parse(Buffer.from(body ?? '', 'base64url').toString('utf8'));
    if (typeof claims !== 'object' || claims === null) return undefined;
    const { aud, scope } = claims as { readonly aud?: unknown; readonly scope?: unknown };
    return {
      audience: [aud].flat().filter((one) => typeof one === 'string'),
      scopes: typeof scope === 'string' ? scope.split(' ').filter(Boolean) : [],
    };
  } catch {
    return undefined;
  }
}

/** @param given the token of the same client that is good */
export async function derivedTokens(
  name: string,
  client: OauthClient,
  given: string,
  signal?: AbortSignal,
): Promise<Readonly<Record<string, string>>> {
  const good = claimsOf(given);
  if (good === undefined || good.audience.length === 0 || client.resource === undefined) return {};
  const { resource: _, ...nowhere } = client;
  const { scope: __, ...plain } = client;
  const [other, none, less] = await Promise.all(
    [{ ...client, resource: ELSEWHERE }, nowhere, plain].map((asked) =>
      // Many authorization servers refuse what they do not know; then there is no such token.
      fetchToken(name, asked, signal).then(
        ({ value }) => value,
        () => undefined,
      ),
    ),
  );
  const found: Record<string, string> = {};
  const keep = (kind: string, token: string | undefined, fits: (claims: Claims) => boolean): void => {
    const claims = token === undefined ? undefined : claimsOf(token);
    if (token === undefined || claims === undefined || !fits(claims)) return;
    registerSecret(token);
    found[kind] = token;
  };
  const shared = ({ audience }: Claims): boolean => audience.some((one) => good.audience.includes(one));
  keep('otherAudience', other, (claims) => claims.audience.length > 0 && !shared(claims));
  keep('noAudience', none, ({ audience }) => audience.length === 0);
  keep(
    'insufficientScope',
    less,
    (claims) =>
      shared(claims) &&
      claims.scopes.length < good.scopes.length &&
      claims.scopes.every((scope) => good.scopes.includes(scope)),
  );
  return found;
}

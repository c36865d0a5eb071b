// The good server behind a resource server: tokens signed by a key of this process, one valid one sent with each request.

import { generateSecret, jwtVerify, SignJWT } from 'jose';
import { protect, type GuardFaults, type Verify } from '../../../fixtures/protected/guard.ts';
import type { Circumstances } from '../../kit/good.ts';

const secret = await generateSecret('HS256', { extractable: true });
const AUDIENCE = 'https://assay-test.example/mcp';

const mint = (scope: string, audience: string | undefined, expires = '1h'): Promise<string> => {
  const token = new SignJWT({ scope }).setProtectedHeader({ alg: 'HS256' }).setExpirationTime(expires);
  return (audience === undefined ? token : token.setAudience(audience)).sign(secret);
};

const token = await mint('mcp mcp:call', AUDIENCE);

/** What the operator of a protected server would have its authorization server make for an audit. */
const TOKENS = {
  expired: await mint('mcp mcp:call', AUDIENCE, '1s ago'),
  otherAudience: await mint('mcp mcp:call', 'https://other.example/mcp'),
  noAudience: await mint('mcp mcp:call', undefined),
  upperCaseAudience: await mint('mcp mcp:call', 'HTTPS://ASSAY-TEST.EXAMPLE/mcp'),
  insufficientScope: await mint('mcp', AUDIENCE),
  challengedScope: await mint('mcp mcp:call', AUDIENCE),
  broaderScope: await mint('mcp mcp:all', AUDIENCE),
};

/** What a careless resource server leaves out. */
export interface Careless {
  readonly expiry?: boolean;
  readonly audience?: 'any' | 'missing is fine' | 'byte by byte';
}

const normal = (audience: string, careless: Careless): string =>
  careless.audience === 'byte by byte' ? audience : new URL(audience).href;

const verifier =
  (careless: Careless): Verify =>
  async (given) => {
    try {
      const clock = careless.expiry === true ? { clockTolerance: 3_600 } : {};
      const { payload } = await jwtVerify(given, secret, clock);
      const { aud } = payload;
      const missing = aud === undefined && careless.audience === 'missing is fine';
      const known = typeof aud === 'string' && normal(aud, careless) === normal(AUDIENCE, careless);
      if (careless.audience !== 'any' && !missing && !known) return undefined;
      return { scope: String(payload['scope']), audience: [AUDIENCE] };
    } catch {
      return undefined;
    }
  };

const verify = verifier({});

/** The same with the resource server changed. */
export const guarded = (faults: Partial<GuardFaults>): Circumstances => ({
  base: protect({ verify, issuer: 'https://login.example.com', scope: 'mcp', faults }),
});

export const GUARDED: Circumstances = {
  ...guarded({}),
  headers: { Authorization: `Bearer ${token}` },
  features: { legacySse: false },
};

const callsNeed = (message: unknown): string | undefined =>
  (message as { readonly method?: unknown } | undefined)?.method === 'tools/call' ? 'mcp:call' : undefined;

/** A resource server where calls need a scope of their own. */
export const scoped = (faults: Partial<GuardFaults>, careless: Careless = {}): Circumstances => ({
  base: protect({
    verify: verifier(careless),
    issuer: 'https://login.example.com',
    scope: 'mcp',
    demand: callsNeed,
    faults,
  }),
});

/** The same, with every token that the rules on tokens ask for. */
export const SCOPED: Circumstances = {
  ...GUARDED,
  ...scoped({}),
  server: { onlyTools: ['status', 'echo'] },
  options: { tokens: TOKENS },
};

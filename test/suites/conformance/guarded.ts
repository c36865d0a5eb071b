// The good server behind a resource server: tokens signed by a key of this process, one valid one sent with each request.

import { generateSecret, jwtVerify, SignJWT } from 'jose';
import { protect, type GuardFaults, type Verify } from '../../../fixtures/protected/guard.ts';
import type { Circumstances } from '../../kit/good.ts';

const secret = await generateSecret('HS256', { extractable: true });
const token = await new SignJWT({ scope: 'mcp' })
  .setProtectedHeader({ alg: 'HS256' })
  .setAudience('assay-test')
  .setExpirationTime('1h')
  .sign(secret);

const verify: Verify = async (given) => {
  try {
    const { payload } = await jwtVerify(given, secret, { audience: 'assay-test' });
    return { scope: String(payload['scope']), audience: ['assay-test'] };
  } catch {
    return undefined;
  }
};

/** The same with the resource server changed. */
export const guarded = (faults: Partial<GuardFaults>): Circumstances => ({
  base: protect({ verify, issuer: 'https://login.example.com', scope: 'mcp', faults }),
});

export const GUARDED: Circumstances = {
  ...guarded({}),
  headers: { Authorization: `Bearer ${token}` },
  features: { legacySse: false },
};

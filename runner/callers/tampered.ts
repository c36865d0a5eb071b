// Tokens that are the given one but for a detail: who verifies refuses each, who only reads them takes them.

import { registerSecret } from '../engine/mask.ts';
import type { Target } from '../target.ts';

/** Names as probes ask for them. */
export const TAMPERED = ['tampered payload', 'tampered signature', 'tampered algorithm'] as const;

const jsonOf = (part: string): Record<string, unknown> | undefined => {
  try {
    const value: unknown = JSON.parse(Buffer.from(part, 'base64url').toString('utf8'));
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
};

const partOf = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');

/** Other bytes of the same length: the letter in the middle stands for six bits, none of them padding. */
function otherSignature(signature: string): string {
  const middle = Math.floor(signature.length / 2);
  return `${signature.slice(0, middle)}${signature[middle] === 'A' ? 'B' : 'A'}${signature.slice(middle + 1)}`;
}

/**
 * From a JWT that the target was given (RFC 7519): a day longer with the old signature, with another signature, and with
 * none (RFC 8725, section 3.1). From any other token nothing: what its bytes mean is not known.
 */
export function tamperedTokens(target: Target): Readonly<Record<string, string>> {
  const headers = target.kind === 'http' ? Object.entries(target.headers ?? {}) : [];
  const given = headers.find(([name]) => name.toLowerCase() === 'authorization')?.[1];
  const [, head = '', body = '', signature = ''] = /^Bearer\s+([\w-]+)\.([\w-]+)\.([\w-]+)$/iu.exec(given ?? '') ?? [];
  const [header, claims] = [jsonOf(head), jsonOf(body)];
  if (header === undefined || claims === undefined || header['alg'] === 'none') return {};
  const exp = typeof claims['exp'] === 'number' ? claims['exp'] + 86_400 : 4_102_444_800;
  const made: Readonly<Record<(typeof TAMPERED)[number], string>> = {
    'tampered payload': `${head}.${partOf({ ...claims, exp })}.${signature}`,
    'tampered signature': `${head}.${body}.${otherSignature(signature)}`,
    'tampered algorithm': `${partOf({ ...header, alg: 'none' })}.${body}.`,
  };
  for (const token of Object.values(made)) registerSecret(token);
  return made;
}

// Certificates made on the spot, so that none can expire in the repository: X.509 v3 in DER (RFC 5280), signed by itself
// or by another.

import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto';

export interface Made {
  readonly cert: string;
  readonly key: string;
  readonly keyObject: KeyObject;
  readonly name: string;
}

export interface Wish {
  readonly name?: string;
  readonly daysLeft?: number;
  /** An RSA key of so many bits; else P-256. */
  readonly rsa?: number;
  readonly issuer?: Made;
}

function der(tag: number, ...parts: readonly Uint8Array[]): Buffer {
  const body = Buffer.concat(parts);
  const size = body.length;
  const bytes: number[] = [];
  for (let rest = size; rest > 0; rest >>= 8) bytes.unshift(rest & 255);
  return Buffer.concat([Buffer.from(size < 128 ? [tag, size] : [tag, 128 | bytes.length, ...bytes]), body]);
}

const seq = (...parts: readonly Uint8Array[]): Buffer => der(0x30, ...parts);
const oid = (hex: string): Buffer => der(0x06, Buffer.from(hex, 'hex'));
const time = (days: number): Buffer => {
  const date = new Date(Date.now() + days * 86_400_000);
  return der(0x18, Buffer.from(`${date.toISOString().replace(/[-:T]|\.\d+/gu, '')}`));
};
const nameOf = (text: string): Buffer => seq(der(0x31, seq(oid('550403'), der(0x0c, Buffer.from(text)))));
const extension = (id: string, value: Buffer): Buffer => seq(oid(id), der(0x04, value));

/** Signatures over SHA-256 (RFC 5758, section 3.2; RFC 8017, appendix C). */
const ALGORITHM = { ec: '2a8648ce3d040302', rsa: '2a864886f70d01010b' } as const;

export function certificate(wish: Wish = {}): Made {
  const name = wish.name ?? 'localhost';
  const { publicKey, privateKey } =
    wish.rsa === undefined
      ? generateKeyPairSync('ec', { namedCurve: 'P-256' })
      : generateKeyPairSync('rsa', { modulusLength: wish.rsa });
  const signer = wish.issuer?.keyObject ?? privateKey;
  const kind = signer.asymmetricKeyType === 'rsa' ? 'rsa' : 'ec';
  const id = oid(ALGORITHM[kind]);
  const algorithm = kind === 'rsa' ? seq(id, der(0x05)) : seq(id);
  const spki = publicKey.export({ type: 'spki', format: 'der' });
  const isAuthority = wish.issuer === undefined;
  const extensions = [
    extension('551d11', seq(der(0x82, Buffer.from('localhost')), der(0x87, Buffer.from([127, 0, 0, 1])))),
    extension('551d13', isAuthority ? seq(der(0x01, Buffer.from([255]))) : seq()),
    extension('551d0e', der(0x04, createHash('sha1').update(spki).digest())),
  ];
  const body = seq(
    der(0xa0, der(0x02, Buffer.from([2]))),
    der(0x02, Buffer.concat([Buffer.from([1]), randomBytes(8)])),
    algorithm,
    nameOf(wish.issuer?.name ?? name),
    seq(time(-30), time(wish.daysLeft ?? 90)),
    nameOf(name),
    spki,
    der(0xa3, seq(...extensions)),
  );
  const whole = seq(body, algorithm, der(0x03, Buffer.from([0]), sign('sha256', body, signer)));
  const lines = whole.toString('base64').match(/.{1,64}/gu) ?? [];
  return {
    cert: `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`,
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    keyObject: privateKey,
    name,
  };
}

// The lock on disk: read with reasons where it cannot be used, written whole or not at all, signed beside it if wanted.

import { existsSync, readFileSync, renameSync } from 'node:fs';
import type { importJWK } from 'jose';
import { lockText, readLock, signedText } from '../../suites/drift/lock/format.ts';
import type { Lock } from '../../suites/drift/lock/format.ts';
import { writeOwn } from '../own-file.ts';

export const LOCK_FILE = 'assay.lock.json';
export const signatureFile = (lock: string): string => `${lock}.jws`;

/** Something about the lock or its signature that the person at the keyboard must mend. */
export class LockError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'ConfigError';
  }
}

export interface LoadedLock {
  readonly lock: Lock;
  readonly damaged: Readonly<Record<string, string>>;
}

/** For accepting: entries that are damaged may be replaced. @throws LockError */
export function loadForAccepting(file: string): LoadedLock | undefined {
  if (!existsSync(file)) return undefined;
  const read = readLock(readFileSync(file, 'utf8'));
  if ('problem' in read) throw new LockError(`${file}: ${read.problem}.`);
  return read;
}

/** `undefined` where there is no file. @throws LockError where there is one that cannot be relied on. */
export function loadLock(file: string): Lock | undefined {
  const loaded = loadForAccepting(file);
  if (loaded !== undefined) refuseDamage(file, loaded.damaged, []);
  return loaded?.lock;
}

/** @throws LockError for an entry that is damaged and not among those just replaced. */
export function refuseDamage(file: string, damaged: LoadedLock['damaged'], replaced: readonly string[]): void {
  for (const [key, problem] of Object.entries(damaged))
    if (!replaced.includes(key)) throw new LockError(`${file}: servers.${key}: ${problem}.`);
}

export async function saveLock(file: string, lock: Lock, key?: string): Promise<void> {
  const text = lockText(lock);
  const signature = key === undefined ? undefined : await sign(lock, key);
  const draft = `${file}.${process.pid}.tmp`;
  writeOwn(draft, text);
  renameSync(draft, file);
  if (signature !== undefined) writeOwn(signatureFile(file), `${signature}\n`);
}

type KeyUse = 'sign' | 'verify';

interface Key {
  readonly key: Awaited<ReturnType<typeof importJWK>>;
  readonly alg: string;
}

/** A key as PEM (PKCS 8, SPKI) or JWK; the algorithm follows from it. */
async function keyOf(file: string, use: KeyUse): Promise<Key> {
  const jose = await import('jose');
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    throw new LockError(`the key ${file} cannot be read (${(error as NodeJS.ErrnoException).code ?? 'unknown'}).`);
  }
  const pem = text.includes('-----BEGIN');
  const importPem = use === 'sign' ? jose.importPKCS8 : jose.importSPKI;
  for (const alg of ['EdDSA', 'ES256', 'ES384', 'ES512', 'PS256'])
    try {
      if (pem) return { key: await importPem(text, alg), alg };
      const jwk = JSON.parse(text) as { alg?: string };
      return { key: await jose.importJWK(jwk, jwk.alg ?? alg), alg: jwk.alg ?? alg };
    } catch {
      continue;
    }
  const kind = use === 'sign' ? 'private key (PKCS 8)' : 'public key (SPKI)';
  throw new LockError(
    `${file} holds no ${kind} in PEM form and no JWK that can ${use}: Ed25519, ECDSA and RSA keys can.`,
  );
}

/** A JWS whose payload is detached: the lock itself, in canonical form (RFC 7515, appendix F; RFC 8785). */
export async function sign(lock: Lock, keyFile: string): Promise<string> {
  const { CompactSign } = await import('jose');
  const { key, alg } = await keyOf(keyFile, 'sign');
  const whole = await new CompactSign(new TextEncoder().encode(signedText(lock)))
    .setProtectedHeader({ alg, typ: 'assay-lock' })
    .sign(key);
  const [head, , signature] = whole.split('.');
  return `${head}..${signature}`;
}

/** @throws LockError where the lock is not what was signed, or nothing was. */
export async function verify(lock: Lock, lockFile: string, keyFile: string): Promise<void> {
  const { compactVerify } = await import('jose');
  const file = signatureFile(lockFile);
  if (!existsSync(file)) throw new LockError(`${lockFile} is not signed: there is no ${file}; accept with --sign-key.`);
  const [head = '', middle, signature = ''] = readFileSync(file, 'utf8').trim().split('.');
  if (middle !== '') throw new LockError(`${file} is no detached JWS.`);
  const { key } = await keyOf(keyFile, 'verify');
  const payload = Buffer.from(signedText(lock), 'utf8').toString('base64url');
  try {
    await compactVerify(`${head}.${payload}.${signature}`, key);
  } catch {
    throw new LockError(
      `${lockFile} is not what was signed with this key: it was changed afterwards, or by another key.`,
    );
  }
}

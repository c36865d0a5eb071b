// A connection of its own to the target's host and port: bytes that no HTTP library would send, and bare TLS handshakes.
//
// Where it goes is not the caller's to choose, and a request line that asks for another host (a proxy would follow it)
// is refused here: nothing leaves the origin of the target.

import type { X509Certificate } from 'node:crypto';
import { connect as connectPlain, isIP, type Socket } from 'node:net';
import { connect as connectTls, type ConnectionOptions, type TLSSocket } from 'node:tls';
import type { CertificateFacts, TlsFacts } from '../../suites/kernel/recording.ts';
import type { TlsOptions } from '../../suites/kernel/check.ts';
import type { HttpTarget } from '../target.ts';
import { afterWaking } from '../waking.ts';

/** What came back on a connection; `over` says how it ended. */
export interface Returned {
  readonly bytes: Buffer;
  readonly over: 'quiet' | 'closed' | 'timeout' | 'failed';
  readonly reason?: string;
}

export interface Exchanged {
  readonly data: string;
  readonly next?: string;
  readonly quiet: number;
  readonly timeout: number;
}

/** More than any answer to a request of ours needs. */
const LARGEST = 1024 * 1024;

/** @throws TypeError for bytes that ask a proxy to go elsewhere. */
export function staysHere(data: string): void {
  if (/^(?:CONNECT\s|[A-Z]{3,10}\s+[a-z][a-z0-9+.-]{0,20}:)/imu.test(data))
    throw new TypeError('bytes() stays on the origin of the target: a path is the only target a request line may have');
}

function addressOf(target: HttpTarget): { readonly host: string; readonly port: number; readonly secure: boolean } {
  const url = new URL(target.url);
  const secure = url.protocol === 'https:';
  const host = url.hostname.replace(/^\[|\]$/g, '');
  return { host, port: url.port === '' ? (secure ? 443 : 80) : Number(url.port), secure };
}

function tlsOptions(target: HttpTarget): ConnectionOptions {
  const { host, port } = addressOf(target);
  return {
    host,
    port,
    ...(isIP(host) === 0 ? { servername: host } : {}),
    ...(target.ca === undefined ? {} : { ca: target.ca }),
    ...(target.clientCert === undefined ? {} : { cert: target.clientCert }),
    ...(target.clientKey === undefined ? {} : { key: target.clientKey }),
  };
}

/** Writes `data`, then `next` once the answer pauses, and returns all that came. */
export function exchangeBytes(target: HttpTarget, given: Exchanged): Promise<Returned> {
  staysHere(given.data);
  if (given.next !== undefined) staysHere(given.next);
  const { host, port, secure } = addressOf(target);
  const parts: Buffer[] = [];
  let size = 0;
  let next = given.next;
  return new Promise((resolve) => {
    const socket: Socket = secure ? connectTls(tlsOptions(target)) : connectPlain({ host, port });
    let stopPause: (() => void) | undefined;
    const end = (over: Returned['over'], reason?: string): void => {
      stopLimit();
      stopPause?.();
      socket.destroy();
      resolve({ bytes: Buffer.concat(parts), over, ...(reason === undefined ? {} : { reason }) });
    };
    const stopLimit = afterWaking(given.timeout, () => end('timeout'));
    const paused = (): void => {
      if (next === undefined) return end('quiet');
      const more = next;
      next = undefined;
      socket.write(more, 'latin1');
      stopPause = afterWaking(given.quiet, paused);
    };
    socket.once(secure ? 'secureConnect' : 'connect', () => socket.write(given.data, 'latin1'));
    socket.on('data', (chunk: Buffer) => {
      parts.push(chunk);
      size += chunk.length;
      stopPause?.();
      if (size > LARGEST) return end('quiet');
      stopPause = afterWaking(given.quiet, paused);
    });
    socket.on('error', (error) => end(size > 0 ? 'closed' : 'failed', error.message));
    socket.on('close', () => end('closed'));
  });
}

/** One handshake: the certificate is looked at and not demanded to be good, for that is what is judged. */
export function handshakeTls(
  target: HttpTarget,
  options: TlsOptions & { readonly timeout: number },
): Promise<TlsFacts> {
  return new Promise((resolve, reject) => {
    const socket: TLSSocket = connectTls({
      ...tlsOptions(target),
      rejectUnauthorized: false,
      // Old versions want what the library refuses by default; only the handshake is made, nothing is said.
      ...(options.newest === undefined
        ? {}
        : { maxVersion: options.newest, minVersion: 'TLSv1', ciphers: 'DEFAULT@SECLEVEL=0' }),
    });
    const stopLimit = afterWaking(options.timeout, () =>
      socket.destroy(new Error(`no handshake within ${options.timeout} ms`)),
    );
    socket.once('secureConnect', () => {
      const facts = factsOf(socket);
      stopLimit();
      socket.destroy();
      resolve(facts);
    });
    socket.once('error', (error) => {
      stopLimit();
      reject(error);
    });
  });
}

const DAY = 86_400_000;

function factsOf(socket: TLSSocket): TlsFacts {
  const x509 = socket.getPeerX509Certificate();
  // `authorizationError` is an Error in the types and a code in fact.
  const wrong = socket.authorized ? undefined : String(socket.authorizationError);
  return {
    protocol: socket.getProtocol() ?? 'unknown',
    cipher: socket.getCipher().name,
    ...(wrong === undefined ? {} : { untrusted: wrong }),
    ...(x509 === undefined ? {} : { certificate: certificateOf(x509) }),
  };
}

function certificateOf(x509: X509Certificate): CertificateFacts {
  const details = x509.publicKey.asymmetricKeyDetails;
  return {
    subject: x509.subject,
    issuer: x509.issuer,
    names: x509.subjectAltName ?? '',
    validFrom: x509.validFrom,
    validTo: x509.validTo,
    daysLeft: Math.floor((new Date(x509.validTo).getTime() - Date.now()) / DAY),
    ...(details?.modulusLength === undefined ? {} : { bits: details.modulusLength }),
    ...(details?.namedCurve === undefined ? {} : { curve: details.namedCurve }),
  };
}

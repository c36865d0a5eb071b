// Which addresses of this machine a port is open on, read from the socket table: no address but loopback is ever contacted.

import { readFile } from 'node:fs/promises';

const LISTEN = '0A';
const TABLES = ['/proc/net/tcp', '/proc/net/tcp6'];

/** Where a target on loopback listens; `undefined` for one on another machine. */
export async function ownAddresses(url: string): Promise<readonly string[] | undefined> {
  const { hostname, port, protocol } = new URL(url);
  if (!/^(?:localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(hostname)) return undefined;
  return listeningOn(port === '' ? (protocol === 'https:' ? 443 : 80) : Number(port));
}

/** Addresses with a listening socket on this port; `undefined` where the system has no such table. */
async function listeningOn(port: number): Promise<readonly string[] | undefined> {
  const texts = await Promise.all(TABLES.map((path) => readFile(path, 'utf8').catch(() => undefined)));
  const known = texts.filter((text) => text !== undefined);
  if (known.length === 0) return undefined;
  return [...new Set(known.flatMap((text) => addressesIn(text, port)))];
}

/** Reads one table of /proc/net (proc(5)): `sl local_address rem_address st …`, addresses in hexadecimal, bytes reversed by word. */
export function addressesIn(table: string, port: number): readonly string[] {
  return table
    .split('\n')
    .slice(1)
    .flatMap((line) => {
      const [, local = '', , state] = line.trim().split(/\s+/);
      const [address = '', hex = ''] = local.split(':');
      return state === LISTEN && Number.parseInt(hex, 16) === port ? [written(address)] : [];
    });
}

function written(hex: string): string {
  const bytes = (hex.match(/.{8}/g) ?? []).flatMap((word) => (word.match(/../g) ?? []).toReversed());
  const numbers = bytes.map((byte) => Number.parseInt(byte, 16));
  if (numbers.length === 4) return numbers.join('.');
  if (numbers.every((byte) => byte === 0)) return '::';
  if (numbers.slice(0, 15).every((byte) => byte === 0) && numbers[15] === 1) return '::1';
  const mapped = numbers.slice(0, 10).every((byte) => byte === 0) && numbers[10] === 255 && numbers[11] === 255;
  if (mapped) return `::ffff:${numbers.slice(12).join('.')}`;
  return (hex.match(/.{4}/g) ?? []).join(':').toLowerCase();
}

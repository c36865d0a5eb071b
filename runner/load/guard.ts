// Load is only sent to this machine unless the operator says that the target is theirs; and it always has an end.

import { lookup } from 'node:dns/promises';
import net from 'node:net';

export class NotYours extends TypeError {}

/** Bounds that no option exceeds. */
export const BOUNDS = {
  durationMs: 4 * 3_600_000,
  users: 20_000,
  ratePerSecond: 200_000,
  requests: 500_000_000,
  sessions: 20_000,
} as const;

export const isLoopback = (address: string): boolean =>
  net.isIPv4(address) ? address.startsWith('127.') : /^(?:::1|::ffff:127\.[\d.]+)$/i.test(address);

/** @throws NotYours where a url leads off this machine and nobody said that it may be loaded. */
export async function guardLoad(urls: readonly string[], own: boolean): Promise<void> {
  if (own) return;
  for (const url of urls) {
    const host = new URL(url).hostname.replace(/^\[|\]$/g, '');
    const addresses = net.isIP(host) === 0 ? await resolve(host) : [host];
    if (addresses.length > 0 && addresses.every(isLoopback)) continue;
    throw new NotYours(
      `${host} is not on this machine: load is sent there only with --i-own-this-target, which says that you may`,
    );
  }
}

async function resolve(host: string): Promise<readonly string[]> {
  try {
    return (await lookup(host, { all: true })).map(({ address }) => address);
  } catch {
    return [];
  }
}

/** @throws RangeError that names the option, its value and the bound. */
export function bounded(name: string, value: number, most: number, least = 0): number {
  if (Number.isFinite(value) && value > least && value <= most) return value;
  throw new RangeError(`${name} ${value} is outside of ${least === 0 ? 'more than 0' : least} to ${most}`);
}

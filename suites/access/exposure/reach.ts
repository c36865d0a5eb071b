// From where a target can be reached: what is no exposure on one machine is one in a network.

import { endpointOf, isLocal } from '../../artifacts/strangers.ts';
import type { Recording } from '../../kernel/recording.ts';

/** `machine`: loopback alone; `network`: private addresses and internal names; `public`: everything else. */
export type Reach = 'machine' | 'network' | 'public';

const LOOPBACK = /^(?:localhost|.*\.localhost|127\.\d+\.\d+\.\d+|::1|::ffff:127\.\d+\.\d+\.\d+)$/iu;
/** Names without a dot (RFC 6762, RFC 8375, RFC 6761 and what clusters use) resolve inside alone. */
const INTERNAL = /^[^.]+$|\.(?:local|internal|intranet|lan|home\.arpa|test|svc|cluster\.local)$/iu;

export function hostOf(recording: Recording): string {
  const url = endpointOf(recording);
  return URL.canParse(url) ? new URL(url).hostname.replace(/^\[|\]$/g, '') : '';
}

/** By the address that was spoken to. */
export function reachOfUrl(recording: Recording): Reach {
  const host = hostOf(recording);
  if (host === '' || LOOPBACK.test(host)) return 'machine';
  return isLocal(endpointOf(recording)) || (INTERNAL.test(host) && !host.includes(':')) ? 'network' : 'public';
}

/** By that address, and by those on which a target of this machine listens. */
export function reachOf(recording: Recording, listening: readonly string[] | undefined): Reach {
  const byUrl = reachOfUrl(recording);
  if (byUrl !== 'machine') return byUrl;
  return listening?.some((address) => !LOOPBACK.test(address)) === true ? 'network' : 'machine';
}

export const PLACE: Readonly<Record<Reach, string>> = {
  machine: 'this machine',
  network: 'the network',
  public: 'everywhere',
};

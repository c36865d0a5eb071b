// Takes the last of several raw replicas away and brings one back on the same port.

import { startRaw, type RawOptions, type Replica } from '../../fixtures/replicas/raw.ts';
import type { AffinityOptions } from '../../runner/affinity/options.ts';

/** The proxy of the proofs notices at once. */
export const TIMES = { beforeMs: 1000, downMs: 1500, backMs: 1500, graceMs: 200 };

export const outage =
  (back: RawOptions = {}) =>
  (replicas: Replica[]): NonNullable<AffinityOptions['hooks']> => {
    const last = replicas.length - 1;
    const port = replicas[last]?.port ?? 0;
    return {
      kill: async () => {
        await replicas[last]?.stop();
        return undefined;
      },
      heal: async () => {
        replicas[last] = await startRaw({ ...back, port });
        return undefined;
      },
    };
  };

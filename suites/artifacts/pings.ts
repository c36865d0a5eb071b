// Pings of the target. Where some came already, the audit looks on for as long as they keep coming so fast: how often a
// server pings cannot be told from the first few, and nobody else waits for this.

import { artifact } from '../kernel/check.ts';
import { member } from '../kernel/look.ts';
import type { Frame } from '../kernel/recording.ts';
import { knownCalls } from './known-calls.ts';
import { targetRequests } from './target-requests.ts';
import type { TargetRequest } from './target-requests.ts';

/** Pings that are further apart than this are nobody's burden. */
const APART_MS = 400;
const WATCH_MS = 2_300;
/** Servers of two tools are asked everything before the first ping is due: over stdio only few wait for this. */
const SOON_MS = 220;

const isPing = (frame: Frame): boolean => frame.origin === 'target' && member(frame.json, 'method') === 'ping';

const watched = artifact<undefined>({
  id: 'pings-watched',
  after: [knownCalls],
  declared: (_, { era }) => era === 'initialize',
  gather: async (session) => {
    const opened = session.frames[0]?.at ?? session.now();
    if (session.transport === 'stdio') await session.pause(Math.max(0, SOON_MS - (session.now() - opened)));
    const began = session.frames.find(isPing)?.at;
    if (began === undefined) return;
    for (;;) {
      const last = session.frames.findLast(isPing)?.at ?? began;
      const now = session.now();
      if (now - last > APART_MS || now - began > WATCH_MS || !session.alive) return;
      await session.pause(50);
    }
  },
  read: () => undefined,
});

/** A passive audit has those that came by themselves. */
export const pings = artifact<readonly TargetRequest[]>({
  id: 'pings',
  after: [watched, targetRequests],
  read: (_, views) => views(targetRequests).filter((one) => one.method === 'ping'),
});

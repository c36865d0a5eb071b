// Reads what is too large to keep while it passes: piece by piece, and keeps the surroundings of whatever may be a leak.

import type { Extract } from '../kernel/recording.ts';
import { hitsIn } from './leaks.ts';

/** Read at a time; memory and patience are bounded by it, whatever the size of the whole. */
const CHUNK = 1 << 18;
/** Read twice, so that what stands on a seam is seen whole. */
const OVERLAP = 1 << 13;
/** Kept around a hit, so that detectors that look at the words before it find them again. */
const AROUND = 160;
/** Pieces of one frame, and characters of all of them. */
const MOST = 100;
const MOST_TEXT = 1 << 17;

export interface Sieve {
  /** The next bytes of the whole, in order. */
  push(bytes: Uint8Array): void;
  /** Pieces around what was found, in order. */
  end(): readonly Extract[];
}

/** `marker`: what canaries of this run begin with. */
export function sieveFor(marker: string): Sieve {
  const decoder = new TextDecoder('utf-8');
  const found: Extract[] = [];
  let kept = 0;
  let rest = '';
  let before = 0;
  const sift = (text: string): void => {
    let until = -1;
    for (const { outer, found: hit } of hitsIn(text, '', marker, false).toSorted(
      (a, b) => a.outer.from - b.outer.from,
    )) {
      if (hit?.detector.category === 'internal' || outer.to <= until) continue;
      const from = Math.max(0, outer.from - AROUND);
      until = Math.min(text.length, outer.to + AROUND);
      if (found.length >= MOST || kept + until - from > MOST_TEXT) return;
      kept += until - from;
      found.push({ at: before + from, text: text.slice(from, until) });
    }
  };
  return {
    push(bytes) {
      rest += decoder.decode(bytes, { stream: true });
      while (rest.length >= CHUNK + OVERLAP) {
        sift(rest.slice(0, CHUNK + OVERLAP));
        before += CHUNK;
        rest = rest.slice(CHUNK);
      }
    },
    end() {
      if (rest !== '') sift(rest);
      rest = '';
      return found;
    },
  };
}

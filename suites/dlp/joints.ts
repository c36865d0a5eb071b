// Values split over content blocks, pages or pieces of a stream: texts that follow one another, read across their seams.

import type { Piece, Thread } from './pieces.ts';

/** Texts read as one, and where each of them begins in it. */
export interface Joined {
  readonly text: string;
  readonly pieces: readonly Piece[];
  readonly begins: readonly number[];
}

const codes = (pattern: RegExp): Uint8Array =>
  Uint8Array.from({ length: 128 }, (_, code) => (pattern.test(String.fromCharCode(code)) ? 1 : 0));

/** A value that was cut has characters of values on both sides of the cut. */
const CUT_END = codes(/[A-Za-z0-9+/=_@:-]/);
const CUT_BEGIN = codes(/[A-Za-z0-9+/=_@.:-]/);

const isCut = (before: string, after: string): boolean =>
  CUT_END[before.charCodeAt(before.length - 1)] === 1 && CUT_BEGIN[after.charCodeAt(0)] === 1;

/** What is kept of a text on each side of a seam. */
const SIDE = 2_000;
/** Seams that are read in one recording. */
const SEAMS = 20_000;

export function joinedOf(pieces: readonly Piece[]): readonly Joined[] {
  const threads = new Map<Thread, Piece[]>();
  for (const piece of pieces) {
    if (piece.thread === undefined || piece.text === '') continue;
    const thread = threads.get(piece.thread);
    if (thread === undefined) threads.set(piece.thread, [piece]);
    else thread.push(piece);
  }
  const joined: Joined[] = [];
  let seams = 0;
  for (const thread of threads.values()) {
    let chain: Piece[] = [];
    for (const piece of thread) {
      const before = chain.at(-1);
      const follows = before !== undefined && isCut(before.text, piece.text) && seams < SEAMS;
      if (!follows) {
        if (chain.length > 1) joined.push(join(chain));
        chain = [];
      } else seams += 1;
      chain.push(piece);
      // What was left out of a long text parts what stands before it from what comes after.
      if (chain.length > 1 && isLong(piece)) {
        joined.push(join(chain));
        chain = [piece];
      }
    }
    if (chain.length > 1) joined.push(join(chain));
  }
  return joined;
}

const isLong = ({ text }: Piece): boolean => text.length > 2 * SIDE;

/** Long texts, which stand first or last, are cut down to what is near the seam. */
function join(pieces: readonly Piece[]): Joined {
  const begins: number[] = [];
  let text = '';
  for (const [index, piece] of pieces.entries()) {
    begins.push(text.length);
    if (!isLong(piece)) text += piece.text;
    else text += index === 0 ? piece.text.slice(-SIDE) : piece.text.slice(0, SIDE);
  }
  return { text, pieces, begins };
}

/** The pieces that a span reaches into; fewer than two where it crosses no seam. */
export const piecesUnder = ({ pieces, begins, text }: Joined, from: number, to: number): readonly Piece[] =>
  pieces.filter((_, index) => (begins[index] ?? 0) < to && (begins[index + 1] ?? text.length) > from);

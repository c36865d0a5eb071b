// Finds the runs of characters that Base64, Base32 and hex are written in, in one pass, wrapped and spaced ones too.

import type { Span } from '../detect/detector.ts';
import { RUNS } from './layer.ts';

/** A run as it stands, and without the breaks that it was written with. */
export interface Run extends Span {
  readonly packed: string;
  readonly spaced?: true;
}

const IN_RUN = Uint8Array.from({ length: 128 }, (_, code) =>
  /[A-Za-z0-9+/_-]/.test(String.fromCharCode(code)) ? 1 : 0,
);

/** Shorter runs hold nothing that is worth a secret. */
const SHORTEST = 16;
/** Encoders break lines after 64 or 76 characters. */
const [NARROW, WIDE] = [60, 76];
/** Pairs of a spaced dump. */
const PAIRS = 12;

const HEX_PAIR = /^[0-9A-Fa-f]{2}$/;

class Runs {
  readonly all: Run[] = [];
  readonly #text: string;
  /** A wrapped run that goes on. */
  #lines: { from: number; packed: string; next: number } | undefined;
  #pairs: { from: number; packed: string; to: number; count: number } | undefined;

  constructor(text: string) {
    this.#text = text;
  }

  find(): readonly Run[] {
    const text = this.#text;
    const end = text.length;
    let from = -1;
    for (let at = 0; at <= end; at += 1) {
      const code = at < end ? text.charCodeAt(at) : 0;
      if (code < 128 && IN_RUN[code] === 1) {
        if (from === -1) from = at;
        continue;
      }
      if (from === -1) continue;
      const length = at - from;
      if (length === 2) this.#pair(from, at);
      else if (length >= SHORTEST || this.#lines?.next === from) this.#run(from, at);
      from = -1;
      if (this.all.length >= RUNS) break;
    }
    this.#flushPairs();
    this.#flushLines();
    return this.all;
  }

  #run(from: number, begun: number): void {
    const text = this.#text;
    let to = begun;
    while (text[to] === '=' && to - begun < 6) to += 1;
    const packed = text.slice(from, to);
    const lines = this.#lines;
    if (lines !== undefined && lines.next === from) lines.packed += packed;
    else this.#flushLines();
    if (packed.length >= SHORTEST) this.all.push({ from, to, packed });
    const next = text[to] === '\r' && text[to + 1] === '\n' ? to + 2 : text[to] === '\n' ? to + 1 : -1;
    const full = packed.length >= NARROW && packed.length <= WIDE && next !== -1;
    if (full && this.#lines === undefined) this.#lines = { from, packed, next };
    else if (this.#lines !== undefined && full) this.#lines.next = next;
    else if (this.#lines !== undefined) {
      this.#lines.next = to;
      this.#flushLines();
    }
  }

  #flushLines(): void {
    const lines = this.#lines;
    this.#lines = undefined;
    if (lines !== undefined && lines.packed.length > WIDE)
      this.all.push({ from: lines.from, to: lines.next, packed: lines.packed });
  }

  #pair(from: number, to: number): void {
    const shown = this.#text.slice(from, to);
    if (!HEX_PAIR.test(shown)) return this.#flushPairs();
    const pairs = this.#pairs;
    const between = pairs === undefined ? '' : this.#text.slice(pairs.to, from);
    if (pairs === undefined || !/^[ :]$/.test(between)) {
      this.#flushPairs();
      this.#pairs = { from, packed: shown, to, count: 1 };
      return;
    }
    pairs.packed += shown;
    pairs.to = to;
    pairs.count += 1;
  }

  #flushPairs(): void {
    const pairs = this.#pairs;
    this.#pairs = undefined;
    if (pairs !== undefined && pairs.count >= PAIRS)
      this.all.push({ from: pairs.from, to: pairs.to, packed: pairs.packed, spaced: true });
  }
}

export const runsIn = (text: string): readonly Run[] => new Runs(text).find();

// The bytes of one frame as they come in: all of them up to a limit, beyond it the head and a count of the rest.
//
// A target answers many requests at once, and may answer each with all it has: frames that are not complete share a limit.

import { FRAME_LIMIT, HEAD } from './text.ts';

/** Bytes of unfinished frames in this process beyond which only small ones are kept whole. */
const TOGETHER = 64 * 1024 * 1024;
const SMALL = 1024 * 1024;

let held = 0;

/** Bytes of one frame that are kept now. */
export const frameLimit = (): number => (held > TOGETHER ? SMALL : FRAME_LIMIT);

/** What one reader holds of all that is unfinished. */
export class Share {
  #mine = 0;

  set(bytes: number): void {
    held += bytes - this.#mine;
    this.#mine = bytes;
  }
}

export class Pile {
  #parts: Buffer[] = [];
  #size = 0;
  #cut = 0;
  readonly #share = new Share();
  readonly #over: (part: Buffer) => void;

  /** `over` is given all of a frame that is too large, piece by piece. */
  constructor(over: (part: Buffer) => void) {
    this.#over = over;
  }

  /** Bytes that came, kept or not. */
  get size(): number {
    return this.#size + this.#cut;
  }

  get cut(): number {
    return this.#cut;
  }

  add(part: Buffer): void {
    if (part.length === 0) return;
    const whole = this.#cut === 0 && this.#size + part.length <= frameLimit();
    if (whole) {
      this.#parts.push(part);
      this.#size += part.length;
      this.#share.set(this.#size);
      return;
    }
    if (this.#cut === 0) this.#overflow(part);
    else this.#cut += part.length;
    this.#over(part);
  }

  /** Of what is too large only the head is ever read. */
  #overflow(part: Buffer): void {
    for (const one of this.#parts) this.#over(one);
    const head = Buffer.concat([...this.#parts, part.subarray(0, HEAD)]).subarray(0, HEAD);
    this.#cut = this.#size + part.length - head.length;
    this.#parts = [Buffer.from(head)];
    this.#size = head.length;
    this.#share.set(this.#size);
  }

  /** Everything so far; the pile is empty afterwards. */
  take(): { readonly bytes: Buffer; readonly cut: number } {
    const taken = { bytes: this.#joined(), cut: this.#cut };
    this.#parts = [];
    this.#size = 0;
    this.#cut = 0;
    this.#share.set(0);
    return taken;
  }

  #joined(): Buffer {
    return this.#parts.length === 1 ? (this.#parts[0] as Buffer) : Buffer.concat(this.#parts);
  }
}

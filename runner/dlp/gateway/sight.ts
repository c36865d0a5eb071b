// Reads what came as somebody would who looks for the values: every string, split ones joined, bytes opened, decoded.

import { isObject } from '../../../suites/kernel/look.ts';
import type { Case } from './corpus.ts';
import { encodingOf, folded, holds } from './encodings.ts';
import { stringsIn } from './requests.ts';

export class Sight {
  /** All strings, and those under members of the same name in one piece. */
  readonly #plain: string;
  readonly #decoded = new Map<string, string>();

  constructor(values: readonly unknown[]) {
    const strings = values.flatMap((value) => stringsIn(value));
    const joined = new Map<string, string>();
    const seen: string[] = [];
    for (const [key, text] of strings) {
      seen.push(opened(key, text));
      joined.set(key, (joined.get(key) ?? '') + text);
    }
    // Two arguments of one call are read together, as whoever gets them does.
    const members = values.flatMap(siblings);
    this.#plain = [...seen, ...joined.values(), ...members].join('\u0000');
  }

  /** The text around the value of a case is there. */
  tagged(one: Case): boolean {
    return this.#plain.includes(one.tag);
  }

  says(text: string): boolean {
    return this.#plain.includes(text);
  }

  /** Enough of the planted value can be read to know it. */
  leaks(one: Case): boolean {
    return holds(this.#folded('plain'), one.core) || (one.encoding !== 'plain' && this.#leaksEncoded(one));
  }

  #leaksEncoded(one: Case): boolean {
    return holds(this.#folded(one.encoding), one.core);
  }

  #folded(encoding: string): string {
    const known = this.#decoded.get(encoding);
    if (known !== undefined) return known;
    // Texts are read one by one: a run of Base64 does not go on in the next.
    const read = this.#plain
      .split('\u0000')
      .map((text) => folded(encodingOf(encoding).decode(text)))
      .join('\u0000');
    this.#decoded.set(encoding, read);
    return read;
  }
}

/** What is inside of bytes that travel as Base64. */
const opened = (key: string, text: string): string =>
  key === 'data' || key === 'blob' ? Buffer.from(text, 'base64').toString('utf8') : text;

const siblings = (value: unknown, depth = 0): readonly string[] => {
  if (depth > 40 || typeof value !== 'object' || value === null) return [];
  const below = Object.values(value).flatMap((item) => siblings(item, depth + 1));
  if (!isObject(value)) return below;
  const own = Object.entries(value).filter(([key, item]) => key !== 'case' && typeof item === 'string');
  return own.length < 2 ? below : [...below, own.map(([, item]) => item).join('')];
};

// Published token formats in a short notation, `ghp_{36:alnum}`: one description gives the matcher and the samples.

import type { Alphabet } from './chance.ts';
import { between, classOf, looksRandom, standIn, text } from './chance.ts';
import type { Place, Random, Span } from './detector.ts';

interface Part {
  readonly literal?: string;
  readonly alphabet?: Alphabet;
  readonly least: number;
  readonly most: number;
}

export interface Format {
  /** The literal that every such token begins with. */
  readonly prefix: string;
  match(place: Place): Span | undefined;
  make(random: Random): string;
  /** Right in shape but for one thing: too short, a stand-in, inside a word. */
  spoil(random: Random): readonly string[];
}

function partsOf(notation: string): readonly Part[] {
  return notation.split(/(\{[^}]+\})/).flatMap((word): Part[] => {
    if (word === '') return [];
    const [, least, most, alphabet] = /^\{(\d+)(?:-(\d+))?:(\w+)\}$/.exec(word) ?? [];
    if (least === undefined) return [{ literal: word, least: 0, most: 0 }];
    return [{ alphabet: alphabet as Alphabet, least: Number(least), most: Number(most ?? least) }];
  });
}

const escape = (literal: string): string => literal.replace(/[.*+?^${}()|[\]\\/]/g, String.raw`\$&`);

export function formatOf(notation: string): Format {
  const parts = partsOf(notation);
  const prefix = parts[0]?.literal ?? '';
  const source = parts
    .map(({ literal, alphabet, least, most }) =>
      literal === undefined ? `(${classOf(alphabet ?? 'alnum')}{${least},${most}})` : escape(literal),
    )
    .join('');
  const pattern = new RegExp(`${source}(?![A-Za-z0-9])`, 'y');
  const make = (random: Random, spoilt = false): string =>
    parts
      .map(({ literal, alphabet, least, most }, index) => {
        if (literal !== undefined) return literal;
        const last = spoilt && index === parts.findLastIndex((part) => part.literal === undefined);
        const length = last ? least - 1 : between(random, least, Math.min(most, least + 12));
        return text(random, alphabet ?? 'alnum', length);
      })
      .join('');
  return {
    prefix,
    match: ({ text: all, at }) => {
      pattern.lastIndex = at;
      const found = pattern.exec(all);
      if (found === null) return undefined;
      const varied = found.slice(1).join('');
      const good = varied.length >= 16 ? looksRandom(varied) : !standIn(varied);
      return good ? { from: at, to: at + found[0].length } : undefined;
    },
    make: (random) => {
      // One in some ten thousand random values looks made up; a sample must not.
      for (;;) {
        const made = make(random);
        if (
          !standIn(made.slice(prefix.length)) &&
          (made.length < prefix.length + 16 || looksRandom(made.slice(prefix.length)))
        )
          return made;
      }
    },
    spoil: (random) => [make(random, true), `${prefix}${'x'.repeat(40)}`, `a${make(random)}`, prefix],
  };
}

// Tokens of definitions, in the two encodings that models count by. The tables are large and load when they are asked for.

import { sizeTexts } from '../../suites/cost/texts.ts';
import type { Definitions } from '../../suites/cost/texts.ts';

export const ENCODINGS = ['o200k', 'cl100k'] as const;
export type Encoding = (typeof ENCODINGS)[number];

type Count = (text: string) => number;

const loaded = new Map<Encoding, Promise<Count>>();

/** Special tokens in a text are text here: they come from strangers. */
const PLAIN = { allowedSpecial: new Set<string>(), disallowedSpecial: new Set<string>() };

async function load(encoding: Encoding): Promise<Count> {
  const module =
    encoding === 'o200k'
      ? await import('gpt-tokenizer/encoding/o200k_base')
      : await import('gpt-tokenizer/encoding/cl100k_base');
  return (text) => module.countTokens(text, PLAIN);
}

export function counter(encoding: Encoding = 'o200k'): Promise<Count> {
  const known = loaded.get(encoding) ?? load(encoding);
  loaded.set(encoding, known);
  return known;
}

/** Tokens of everything that a model reads of a server up front. */
export async function tokensOf(definitions: Definitions, encoding: Encoding = 'o200k'): Promise<number> {
  const count = await counter(encoding);
  return sizeTexts(definitions).reduce((sum, { text }) => sum + count(text), 0);
}

// A command line written as one text, taken apart the way a shell would, without a shell: nothing is expanded or run.

import { CliError } from './exit.ts';

/** @throws CliError where a quote is left open. */
export function splitWords(text: string): string[] {
  const words: string[] = [];
  let word: string | undefined;
  let quote: string | undefined;
  for (let index = 0; index < text.length; index += 1) {
    const char = text[index] ?? '';
    if (quote !== undefined) {
      if (char === quote) quote = undefined;
      else if (char === '\\' && quote === '"' && /["\\$`]/.test(text[index + 1] ?? ''))
        word = (word ?? '') + (text[(index += 1)] ?? '');
      else word = (word ?? '') + char;
    } else if (char === '"' || char === "'") {
      quote = char;
      word ??= '';
    } else if (char === '\\' && index + 1 < text.length) word = (word ?? '') + (text[(index += 1)] ?? '');
    else if (/\s/.test(char)) {
      if (word !== undefined) words.push(word);
      word = undefined;
    } else word = (word ?? '') + char;
  }
  if (quote !== undefined) throw new CliError(`the quote ${quote} is left open in: ${text}`);
  if (word !== undefined) words.push(word);
  return words;
}

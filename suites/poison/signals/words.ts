// Runs every word signal over one text in one pass.

import { compile, scan } from '../text/phrases.ts';
import type { Hit } from '../text/phrases.ts';
import type { Reading } from '../text/words.ts';
import { CONCEALMENT } from './concealment.ts';
import { HARM, HARMLESS } from './harm.ts';
import { INSTRUCTIONS } from './instructions.ts';
import { LEXICON } from './lexicon.ts';
import { ROUTES } from './routes.ts';
import { SELECTION } from './selection.ts';
import type { Sign, WordSignal } from './signal.ts';

export const WORD_SIGNALS: readonly WordSignal[] = [
  ...INSTRUCTIONS,
  ...CONCEALMENT,
  ...ROUTES,
  ...SELECTION,
  ...HARM,
  ...HARMLESS,
];

const DEFENCE = WORD_SIGNALS.length;

/** All patterns in one table; the last owner is no signal but the words of those who look for attacks. */
export const PHRASES = compile([...WORD_SIGNALS.map((signal) => signal.patterns), ['@defend']], LEXICON);

const CONTEXT = 40;

/** Signs of one text; `identifier` for names of tools and parameters. */
export function wordSigns(reading: Reading, identifier: boolean): Sign[] {
  const signs: Sign[] = [];
  const hits = scan(reading, PHRASES);
  const defended = defences(reading, hits);
  for (const hit of hits) {
    const signal = WORD_SIGNALS[hit.owner];
    if (signal === undefined || (signal.where !== undefined && (signal.where === 'identifier') !== identifier))
      continue;
    if (hit.negated && signal.negatable !== false) continue;
    let weight = signal.weight;
    if (signal.defensible === true) {
      if ((defended.get(reading.words[hit.from]?.sentence ?? -1) ?? hit.from) < hit.from) weight /= 4;
    }
    signs.push({
      signal: signal.id,
      topic: signal.topic,
      weight,
      says: signal.says,
      got: around(reading, hit.from, hit.to),
      ...(signal.family === undefined ? {} : { family: signal.family }),
    });
  }
  return signs;
}

/** Sentence → the first word in it that speaks of finding or preventing: what is named after it is named as its object. */
function defences(reading: Reading, hits: readonly Hit[]): Map<number, number> {
  const first = new Map<number, number>();
  for (const hit of hits) {
    if (hit.owner !== DEFENCE) continue;
    const sentence = reading.words[hit.from]?.sentence ?? -1;
    if (!first.has(sentence)) first.set(sentence, hit.from);
  }
  return first;
}

function around(reading: Reading, from: number, to: number): string {
  const start = Math.max(0, (reading.words[from]?.start ?? 0) - CONTEXT / 2);
  const end = Math.min(reading.text.length, (reading.words[to]?.end ?? 0) + CONTEXT / 2);
  return reading.text
    .slice(start, Math.min(end, start + 160))
    .replace(/\s+/g, ' ')
    .trim();
}

// Adds up independent signs over all texts of one owner (a tool, a prompt, the server) and says how far to distrust it.

import { markupSigns, withoutComments } from './signals/markup.ts';
import { credentialSigns, decodedTexts, encodedSigns, linkSigns } from './signals/encoded.ts';
import { disguiseSigns, invisibleSigns } from './signals/hidden.ts';
import type { Sign, Topic } from './signals/signal.ts';
import { WORD_SIGNALS, wordSigns } from './signals/words.ts';
import { isAscii, scriptsOf } from './text/confusables.ts';
import { hiddenMessage } from './text/invisible.ts';
import { readWords } from './text/words.ts';

export type Doubt = 'refuse' | 'doubt' | 'none';

export const REFUSE = 1;
export const DOUBT = 0.5;
const CLEAR = 0.35;

/** A text to judge; an identifier is a name whose parts are words. */
export interface Text {
  readonly text: string;
  readonly identifier: boolean;
}

export interface PlacedSign<T extends Text> extends Sign {
  readonly in: T;
}

export interface Assessment<T extends Text> {
  readonly doubt: Doubt;
  readonly score: number;
  /** The heaviest sign of each signal, heaviest first. */
  readonly signs: readonly PlacedSign<T>[];
}

const AGAINST: ReadonlyMap<string, readonly Topic[]> = new Map(
  WORD_SIGNALS.flatMap((signal) => (signal.against === undefined ? [] : [[signal.id, signal.against] as const])),
);

const LONGEST_TEXT = 200_000;

/** Every sign of one text, hidden and encoded texts within it included; `written`: the scripts of the texts around it. */
export function signsOf(source: string, identifier: boolean, written?: ReadonlySet<string>): Sign[] {
  const text = source.length > LONGEST_TEXT ? source.slice(0, LONGEST_TEXT) : source;
  const { shown, commented } = identifier ? { shown: text, commented: '' } : withoutComments(text);
  const signs = wordSigns(readWords(shown, identifier), identifier);
  signs.push(...invisibleSigns(text), ...disguiseSigns(text, identifier, written));
  // The few words of a name are one place: two signs in it are not independent.
  if (identifier) return signs.toSorted((a, b) => b.weight - a.weight).slice(0, 1);
  const decoded = decodedTexts(text);
  signs.push(...markupSigns(text), ...encodedSigns(text, decoded), ...linkSigns(text), ...credentialSigns(text));
  if (commented !== '') signs.push(...withinSigns(commented, 'in-comment', 'markup'));
  const hidden = isAscii(text) ? '' : hiddenMessage(text);
  if (hidden.length > 3) signs.push(...withinSigns(hidden, 'in-tags', 'unicode'));
  for (const one of decoded) signs.push(...withinSigns(one.text, 'in-encoding', 'encoding'));
  return signs;
}

/** What nobody reads but the model: comments, tag characters, encoded runs. Signs in there speak for their hiding place. */
const withinSigns = (text: string, how: string, topic: Topic): Sign[] =>
  wordSigns(readWords(text), false)
    .filter((sign) => sign.weight > 0)
    .map(({ weight, says, got, signal }) => ({ weight, says, got, signal: `${how}:${signal}`, topic }));

export type SignsOf = (source: string, identifier: boolean, written: ReadonlySet<string>) => readonly Sign[];

/** Reads each text once: answers and definitions say the same many times. */
export function rememberedSigns(): SignsOf {
  const memos = new Map<string, Map<string, readonly Sign[]>>();
  return (source, identifier, written) => {
    const kind = `${identifier ? 'name' : 'text'} ${[...written].join(' ')}`;
    let memo = memos.get(kind);
    if (memo === undefined) memos.set(kind, (memo = new Map()));
    let signs = memo.get(source);
    if (signs === undefined) memo.set(source, (signs = signsOf(source, identifier, written)));
    return signs;
  };
}

/** Weighs all texts of one owner together: each signal counts once, with its heaviest sign. */
export function assess<T extends Text>(texts: readonly T[], read: SignsOf = signsOf): Assessment<T> {
  const heaviest = new Map<string, PlacedSign<T>>();
  const written = scriptsOf(
    texts.filter(({ identifier }) => !identifier).map(({ text }) => text.slice(0, LONGEST_TEXT)),
  );
  for (const text of texts) {
    for (const sign of read(text.text, text.identifier, written)) {
      const known = heaviest.get(groupOf(sign));
      if (known === undefined || Math.abs(sign.weight) > Math.abs(known.weight))
        heaviest.set(groupOf(sign), { ...sign, in: text });
    }
  }
  const signs = [...heaviest.values()].toSorted((a, b) => b.weight - a.weight || (a.signal < b.signal ? -1 : 1));
  const score = scoreOf(signs);
  return { doubt: score >= REFUSE - 1e-9 ? 'refuse' : score >= DOUBT - 1e-9 ? 'doubt' : 'none', score, signs };
}

/** The name of a signal's family, where it has one: a second sign of the same thing is no second reason. */
const groupOf = (sign: Sign): string => sign.family ?? sign.signal;

/** Sum over topics; counter-evidence takes away from the topics that it speaks to and from no other. */
function scoreOf(signs: readonly Sign[]): number {
  const byTopic = new Map<Topic, number>();
  for (const sign of signs) if (sign.weight > 0) byTopic.set(sign.topic, (byTopic.get(sign.topic) ?? 0) + sign.weight);
  for (const sign of signs) {
    let left = -sign.weight;
    for (const topic of AGAINST.get(sign.signal) ?? []) {
      const taken = Math.min(left, byTopic.get(topic) ?? 0);
      if (taken <= 0) continue;
      byTopic.set(topic, (byTopic.get(topic) ?? 0) - taken);
      left -= taken;
    }
  }
  const topics = [...byTopic.values()];
  // Faint signs of different kinds are what honest tools are full of; they add up only beside a clear one.
  const clear = signs.some((sign) => sign.weight >= CLEAR);
  return clear ? topics.reduce((sum, weight) => sum + weight, 0) : Math.max(0, ...topics);
}

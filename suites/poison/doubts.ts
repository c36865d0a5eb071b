// The assessment of every owner in a recording, made once and shared by all poisoning rules.

import { isIdentifier } from '../artifacts/definition-strings.ts';
import type { FoundString } from '../artifacts/definition-strings.ts';
import { answerTexts, definitionTexts } from '../artifacts/model-strings.ts';
import type { Answered, ModelString, Owner } from '../artifacts/model-strings.ts';
import { artifact } from '../kernel/check.ts';
import type { Finding } from '../kernel/check.ts';
import { assess, rememberedSigns } from './assess.ts';
import type { Assessment, PlacedSign, Text } from './assess.ts';
import type { Topic } from './signals/signal.ts';

/** What an assessment reads of a string; the string itself rides along for its place. */
export interface ReadText<S extends FoundString = ModelString> extends Text {
  readonly string: S;
}

const flat = (text: string): string => text.toLowerCase().replace(/[^a-z0-9]+/g, '');

/**
 * Strings as texts. Generators of schemas repeat the name of a parameter as its title; that is one source, not two.
 */
export function textsOf<S extends FoundString>(strings: readonly S[]): readonly ReadText<S>[] {
  const names = new Set(strings.filter((one) => isIdentifier(one.role)).map((one) => flat(one.text)));
  return strings.flatMap((string) => {
    if (string.role === 'uri') return [];
    if (string.role === 'title' && names.has(flat(string.text))) return [];
    if (string.role === 'title' && names.has(flat(string.text).replace(/(?:arguments|output|input|dictoutput)$/, '')))
      return [];
    return [{ text: string.text, identifier: isIdentifier(string.role), string }];
  });
}

export interface Doubted {
  readonly owner: Owner;
  readonly assessment: Assessment<ReadText>;
}

/** Definitions, each with its assessment. */
export const doubts = artifact<readonly Doubted[]>({
  id: 'poison-doubts',
  after: [definitionTexts],
  read: (_, views) => {
    const signs = rememberedSigns();
    return views(definitionTexts).map((owner) => ({ owner, assessment: assess(textsOf(owner.strings), signs) }));
  },
});

export interface DoubtedAnswer {
  readonly answer: Answered;
  readonly assessment: Assessment<ReadText>;
}

/** Answers, each with its assessment. */
export const answerDoubts = artifact<readonly DoubtedAnswer[]>({
  id: 'poison-answer-doubts',
  after: [answerTexts],
  read: (_, views) => {
    const signs = rememberedSigns();
    const calm = new Map<string, Assessment<ReadText>>();
    return views(answerTexts).map((answer): DoubtedAnswer => {
      const words = wordsOf(answer.strings);
      const known = calm.get(words);
      if (known !== undefined) return { answer, assessment: known };
      const assessment = assess(textsOf(answer.strings), signs);
      if (assessment.doubt === 'none') calm.set(words, assessment);
      return { answer, assessment };
    });
  },
});

/** Answers of the same words are weighed once; only what is doubted needs places of its own. */
const wordsOf = (strings: readonly ModelString[]): string => {
  let words = '';
  for (const { role, text } of strings) words += `${role} ${text.length} ${text}`;
  return words;
};

/** The topic that weighs most: each owner is reported once, by the rule of that topic. */
export function leadingTopic(assessment: Assessment<ReadText>): Topic | undefined {
  const byTopic = new Map<Topic, number>();
  for (const { topic, weight } of assessment.signs)
    if (weight > 0) byTopic.set(topic, (byTopic.get(topic) ?? 0) + weight);
  let best: Topic | undefined;
  for (const [topic, weight] of byTopic) if (best === undefined || weight > (byTopic.get(best) ?? 0)) best = topic;
  return best;
}

const SHOWN = 5;

const visible = (text: string): string =>
  text.replace(/[^\u0020-\u007e\u00a1-\u024f]/g, (char) => `\\u{${(char.codePointAt(0) ?? 0).toString(16)}}`);

export function findingOf(
  owner: Pick<Owner, 'kind' | 'name'>,
  assessment: Assessment<ReadText>,
  want: string,
): Finding {
  const signs = assessment.signs.filter((sign) => sign.weight > 0).slice(0, SHOWN);
  const who = owner.kind === 'server' ? 'the server' : `${owner.kind} "${visible(owner.name)}"`;
  return {
    at: placesOf(signs),
    got: `${who} ${signs.map((sign) => `${sign.says} ("${visible(sign.got)}")`).join('; ')} (score ${assessment.score.toFixed(2)})`,
    want,
    severity: assessment.score >= 2 ? 'critical' : assessment.score >= 1 ? 'high' : 'medium',
    key: `${owner.kind}:${visible(owner.name)}`,
  };
}

function placesOf(signs: readonly PlacedSign<ReadText>[]): Finding['at'] {
  const places = new Map(signs.map((sign) => [sign.in.string.where.pointer, sign.in.string.where]));
  return [...places.values()];
}

// What a change of wording means: whether it gives orders to the model, speaks of side effects, or moves permissions.

import type { WordDiff } from './words.ts';

export interface Judgement {
  /** Words that command the model came or went. */
  readonly instructions: boolean;
  /** Words that name effects on the world came or went. */
  readonly sideEffects: boolean;
  /** Words about what may be reached or done came or went. */
  readonly permissions: boolean;
  /** Nothing but case, punctuation or blanks changed. */
  readonly cosmetic: boolean;
  /** The words that decided. */
  readonly because: readonly string[];
}

const set = (words: string): ReadonlySet<string> => new Set(words.split(' '));

const INSTRUCTIONS = set(
  "must always never shall should ought required mandatory forbidden ignore disregard forget override bypass instead before first immediately don't not only unless important critical warning note secretly silently user users model assistant you your instructions instruction system prompt obey follow prefer preferred please ensure remember hidden mention tell reveal",
);
const SIDE_EFFECTS = set(
  'write writes writing create creates creating update updates updating modify modifies delete deletes deleting remove removes removing drop drops truncate overwrite overwrites erase send sends sending post posts publish publishes upload uploads email emails execute executes executing run runs install installs deploy deploys move moves rename charge charges pay pays purchase transfer transfers restart stop kill terminate commit push merge append insert format reset revoke grant permanently irreversible destructive',
);
const PERMISSIONS = set(
  'admin administrator root sudo privileged permission permissions access scope scopes token tokens credential credentials password passwords secret secrets key keys auth authentication authorization unrestricted read-only readonly any all full external internet network remote local filesystem home directory directories outside sandbox allowed denied confirm confirmation approval consent everyone public private',
);

const plain = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

/** Judged by the words that came or went, each counted, so that a word moved within the text is no change. */
export function judgeWords(before: string, after: string, diff: WordDiff): Judgement {
  const changed = netChange(diff);
  const hits = (words: ReadonlySet<string>): string[] => changed.filter((word) => words.has(word));
  const [instructions, sideEffects, permissions] = [hits(INSTRUCTIONS), hits(SIDE_EFFECTS), hits(PERMISSIONS)];
  return {
    instructions: instructions.length > 0,
    sideEffects: sideEffects.length > 0,
    permissions: permissions.length > 0,
    cosmetic: plain(before) === plain(after),
    because: [...new Set([...instructions, ...sideEffects, ...permissions])].slice(0, 12),
  };
}

function netChange(diff: WordDiff): string[] {
  const counts = new Map<string, number>();
  for (const word of diff.added) counts.set(word.toLowerCase(), (counts.get(word.toLowerCase()) ?? 0) + 1);
  for (const word of diff.removed) counts.set(word.toLowerCase(), (counts.get(word.toLowerCase()) ?? 0) - 1);
  return [...counts].filter(([, count]) => count !== 0).map(([word]) => word);
}

export const judgementWords = (judgement: Judgement): string => {
  if (judgement.cosmetic) return 'only case, punctuation or blanks changed';
  const said = [
    ...(judgement.instructions ? ['instructions to the model'] : []),
    ...(judgement.sideEffects ? ['side effects'] : []),
    ...(judgement.permissions ? ['permissions'] : []),
  ];
  return said.length === 0
    ? 'no orders, effects or permissions changed'
    : `words about ${said.join(' and ')} changed (${judgement.because.join(', ')})`;
};

// The corpus: which value stands in which encoding in which channel. The same seed gives the same corpus on both sides
// of a gateway, so that nothing has to be told through it.

import { createHash } from 'node:crypto';
import { randomFor } from '../../engine/random.ts';
import { LOOKALIKES } from './benign.ts';
import { ENCODINGS, encodingOf } from './encodings.ts';
import { CATEGORIES } from './values.ts';

/** What a server says to its client. */
export const RESULT_CHANNELS = [
  'text',
  'structured',
  'embedded',
  'link',
  'meta',
  'error',
  'tool-error',
  'progress',
  'log',
  'resource',
  'blob',
  'prompt',
  'completion',
  'description',
  'image',
  'blocks',
  'pages',
  'streamed',
] as const;

/** What a client says to a server. */
export const ARGUMENT_CHANNELS = [
  'argument',
  'nested-argument',
  'argument-name',
  'split-arguments',
  'prompt-argument',
  'resource-uri',
  'completion-argument',
] as const;

export type ResultChannel = (typeof RESULT_CHANNELS)[number];
export type ArgumentChannel = (typeof ARGUMENT_CHANNELS)[number];
export type Channel = ResultChannel | ArgumentChannel;
export type Direction = 'result' | 'argument';

export const SIZES = ['quick', 'pairs', 'full'] as const;
/** `pairs`: every two of category, encoding and channel meet; `quick`: each is there; `full`: all three cross. */
export type Size = (typeof SIZES)[number];

export interface Case {
  /** `r0012` a planted value in a result, `a0012` in arguments; `s…` and `b…` the look-alikes of each. */
  readonly id: string;
  readonly direction: Direction;
  readonly planted: boolean;
  /** Of a look-alike: what it looks like. */
  readonly category: string;
  readonly encoding: string;
  readonly channel: Channel;
  /** Stands before the value and tells whether the text around it came through. */
  readonly tag: string;
  /** The value as it is planted: encoded, with the words around it. */
  readonly text: string;
  readonly core: string;
}

export interface Corpus {
  readonly seed: number;
  readonly size: Size;
  /** Differs where seed, size or the making of the corpus differ. */
  readonly mark: string;
  readonly cases: readonly Case[];
  readonly byId: ReadonlyMap<string, Case>;
}

/** Raised where another corpus would come of the same seed. */
const EDITION = 1;

export function corpusOf(seed: number, size: Size = 'pairs'): Corpus {
  const mark = createHash('sha256').update(`assay dlp corpus ${EDITION} ${seed} ${size}`).digest('hex').slice(0, 6);
  const make = (direction: Direction, planted: boolean, slots: readonly Slot[]): Case[] =>
    slots.map((slot, index) => caseOf(slot, { seed, mark, direction, planted, index }));
  const cases = [
    ...make('result', true, slotsOf(RESULT_CHANNELS, size, 2)),
    ...make('argument', true, slotsOf(ARGUMENT_CHANNELS, size, 1)),
    ...make('result', false, lookalikes(RESULT_CHANNELS, size)),
    ...make('argument', false, lookalikes(ARGUMENT_CHANNELS, size)),
  ];
  return { seed, size, mark, cases, byId: new Map(cases.map((one) => [one.id, one])) };
}

interface Slot {
  readonly category: number;
  readonly encoding: number;
  readonly channel: Channel;
}

/** `turns` encodings for each category in each channel, in steps that let all pairs meet. */
function slotsOf(channels: readonly Channel[], size: Size, turns: number): readonly Slot[] {
  const slots: Slot[] = [];
  if (size === 'quick') {
    const count = 4 * Math.max(CATEGORIES.length, ENCODINGS.length, channels.length);
    for (let turn = 0; turn < count; turn += 1)
      slots.push({
        category: turn % CATEGORIES.length,
        encoding: (turn + Math.floor(turn / ENCODINGS.length)) % ENCODINGS.length,
        channel: channels[turn % channels.length] as Channel,
      });
    return slots;
  }
  for (const [place, channel] of channels.entries())
    for (let category = 0; category < CATEGORIES.length; category += 1) {
      const steps = size === 'full' ? ENCODINGS.length : turns;
      for (let turn = 0; turn < steps; turn += 1) {
        const encoding = (category + place * 5 + turn * (size === 'full' ? 1 : 6)) % ENCODINGS.length;
        slots.push({ category, encoding, channel });
      }
    }
  return slots;
}

const BENIGN_ENCODINGS = ['plain', 'plain', 'plain', 'base64', 'plain', 'plain', 'hex', 'plain', 'json-in-text'];

function lookalikes(channels: readonly Channel[], size: Size): readonly Slot[] {
  const each = size === 'full' ? LOOKALIKES.length : size === 'pairs' ? 4 : 2;
  return channels.flatMap((channel, place) =>
    Array.from({ length: each }, (_, turn) => ({
      category: (place * each + turn) % LOOKALIKES.length,
      encoding: ENCODINGS.findIndex(({ id }) => id === BENIGN_ENCODINGS[(place + turn) % BENIGN_ENCODINGS.length]),
      channel,
    })),
  );
}

interface Making {
  readonly seed: number;
  readonly mark: string;
  readonly direction: Direction;
  readonly planted: boolean;
  readonly index: number;
}

function caseOf(slot: Slot, { seed, mark, direction, planted, index }: Making): Case {
  const letter = direction === 'result' ? (planted ? 'r' : 's') : planted ? 'a' : 'b';
  const id = `${letter}${String(index + 1).padStart(4, '0')}`;
  const random = randomFor(seed, `dlp ${EDITION} ${id} ${slot.channel}`);
  const encoding = ENCODINGS[slot.encoding]?.id ?? 'plain';
  const kind = (planted ? CATEGORIES : LOOKALIKES)[slot.category];
  const made = planted ? CATEGORIES[slot.category]?.make(random) : undefined;
  const plain = made?.text ?? LOOKALIKES[slot.category]?.make(random) ?? '';
  return {
    id,
    direction,
    planted,
    category: kind?.id ?? '',
    encoding,
    channel: slot.channel,
    tag: `${id}-${mark}`,
    text: encodingOf(encoding).encode(plain),
    core: made?.core ?? '',
  };
}

/** The text around a value: the tag before it, plain words after it. */
export const sentence = (one: Case): string => `Record ${one.tag}: ${one.text} (end of the record)`;

/** A text in so many pieces of about the same length; no letter is cut in two. */
export function pieces(text: string, count: number): readonly string[] {
  const all = Array.from(text);
  const width = Math.ceil(all.length / count);
  return Array.from({ length: count }, (_, index) => all.slice(index * width, (index + 1) * width).join(''));
}

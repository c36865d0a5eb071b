// What leaked in a recording: every text scanned in every layer, split values joined, our own words left out.

import { createHash } from 'node:crypto';
import { artifact } from '../kernel/check.ts';
import type { Finding, Where } from '../kernel/check.ts';
import { invalidCalls } from '../artifacts/invalid-calls.ts';
import { missingResources } from '../artifacts/missing-resources.ts';
import { promptGets } from '../artifacts/prompt-gets.ts';
import { prompts } from '../artifacts/prompts.ts';
import { provoked } from '../artifacts/provoked.ts';
import { resourceReads } from '../artifacts/resource-reads.ts';
import { resourceTemplates } from '../artifacts/resource-templates.ts';
import { resources } from '../artifacts/resources.ts';
import { toolCalls } from '../artifacts/safe-calls.ts';
import { tools } from '../artifacts/tools.ts';
import { unknownTools } from '../artifacts/unknown-tools.ts';
import type { Recording } from '../kernel/recording.ts';
import { canariesIn, markerOf } from './canary.ts';
import type { Seen } from './canary.ts';
import { scanAll, scanNames } from './detect/catalog.ts';
import type { Detector, Found, Span } from './detect/detector.ts';
import { joinedOf, piecesUnder } from './joints.ts';
import type { Channel, Piece } from './pieces.ts';
import { saidIn } from './pieces.ts';
import { plantedArguments } from './planted-arguments.ts';
import { unpack } from './unpack/unpack.ts';

export interface Hit {
  readonly found?: Found;
  readonly seen?: Seen;
  readonly how: readonly string[];
  /** In the outermost text. */
  readonly outer: Span;
}

export interface Leak {
  readonly detector: Detector;
  readonly value: string;
  /** As it stands in what the target sent: the encoded run where it was encoded. */
  readonly shown: readonly string[];
  readonly how: readonly string[];
  readonly channel: Channel;
  readonly owner: string;
  readonly at: readonly Where[];
}

export interface CanarySeen {
  readonly value: string;
  readonly shown: readonly string[];
  readonly how: readonly string[];
  readonly piece: Piece;
  readonly at: readonly Where[];
}

export interface Leaks {
  /** Texts that were read. */
  readonly read: number;
  readonly leaks: readonly Leak[];
  readonly canaries: readonly CanarySeen[];
}

/** Hits of one text that are told apart. */
const HITS = 400;

/** Whatever may be a leak in one text, in all its layers. */
export function hitsIn(text: string, key: string, marker: string, names: boolean): readonly Hit[] {
  const hits: Hit[] = [];
  unpack(text, key, (layer) => {
    const add = (span: Span, what: Pick<Hit, 'found' | 'seen'>): void => {
      const outer = layer.outer ?? { from: layer.base + span.from, to: layer.base + span.to };
      hits.push({ ...what, how: layer.how, outer });
    };
    for (const seen of canariesIn(layer.text, marker)) add(seen, { seen });
    for (const found of scanAll(layer.text, layer.key)) if (!ofOurs(found.value, marker)) add(found, { found });
    if (names) for (const found of scanNames(layer.text, layer.key)) add(found, { found });
  });
  return hits.slice(0, HITS).filter((hit, index) => !hits.slice(0, index).some((other) => sameHit(hit, other)));
}

const ofOurs = (value: string, marker: string): boolean => canariesIn(value, marker).length > 0;

/** A layer that shows again what an outer one has shown. */
const sameHit = (one: Hit, other: Hit): boolean =>
  one.found?.detector.id === other.found?.detector.id &&
  (one.found?.value ?? one.seen?.value) === (other.found?.value ?? other.seen?.value);

/** What we sent comes back in answers: it is no secret of the target. */
function sentBy(recording: Recording): (value: string) => boolean {
  const texts = recording.frames.filter(({ origin }) => origin === 'harness').map(({ raw }) => raw);
  const memo = new Map<string, boolean>();
  return (value) => {
    let known = memo.get(value);
    if (known === undefined) {
      const coded = JSON.stringify(value).slice(1, -1);
      known = texts.some((text) => text.includes(coded) || text.includes(value));
      memo.set(value, known);
    }
    return known;
  };
}

/** Across a seam only what cannot come about by chance, or what stands in texts for people. */
const believable = (piece: Piece, { weight, category }: Detector): boolean =>
  weight === 'proof' ||
  (category === 'personal' && weight === 'likely' && /\/text$|params\//.test(piece.thread?.name ?? ''));

class Reader {
  readonly leaks: Leak[] = [];
  readonly canaries: CanarySeen[] = [];
  /** By the name of the member and the text: most of what a target says it says many times, lists, schemas and errors. */
  readonly #memo = new Map<string, Map<string, readonly Hit[]>>();
  readonly #joined: Map<string, readonly Hit[]> = new Map();
  readonly #marker: string;
  readonly #names: boolean;
  readonly #ours: (value: string) => boolean;

  constructor(recording: Recording) {
    this.#marker = markerOf(recording.seed);
    this.#names = recording.facts.names === true;
    this.#ours = sentBy(recording);
  }

  /** How much was found in these texts. */
  all(pieces: readonly Piece[]): number {
    let found = 0;
    for (const piece of pieces)
      for (const hit of this.#hits(piece.text, piece.key)) {
        this.#keep(hit, [piece], [piece.text.slice(hit.outer.from, hit.outer.to)]);
        found += 1;
      }
    return found;
  }

  joined(recording: readonly Piece[]): void {
    for (const chain of joinedOf(recording))
      for (const hit of this.#hitsAcross(chain.text)) {
        const under = piecesUnder(chain, hit.outer.from, hit.outer.to);
        const [first] = under;
        if (under.length < 2 || first === undefined) continue;
        if (hit.found !== undefined && !believable(first, hit.found.detector)) continue;
        this.#keep(
          { ...hit, how: ['split', ...hit.how] },
          under,
          partsOf(chain.text.slice(hit.outer.from, hit.outer.to), under),
        );
      }
  }

  #hits(text: string, key: string): readonly Hit[] {
    let memo = this.#memo.get(key);
    if (memo === undefined) this.#memo.set(key, (memo = new Map()));
    let hits = memo.get(text);
    if (hits === undefined) memo.set(text, (hits = hitsIn(text, key, this.#marker, this.#names)));
    return hits;
  }

  #hitsAcross(text: string): readonly Hit[] {
    let hits = this.#joined.get(text);
    if (hits === undefined) this.#joined.set(text, (hits = hitsIn(text, '', this.#marker, false)));
    return hits;
  }

  #keep({ found, seen, how }: Hit, pieces: readonly Piece[], shown: readonly string[]): void {
    const [piece] = pieces;
    if (piece === undefined) return;
    const at = pieces.slice(0, 10).map(({ where }) => where);
    if (seen !== undefined) {
      this.canaries.push({ value: seen.value, shown, how: seen.how === '' ? how : [...how, seen.how], piece, at });
      return;
    }
    if (found === undefined || this.#ours(found.value)) return;
    const { channel, owner } = piece;
    this.leaks.push({ detector: found.detector, value: found.value, shown, how, channel, owner, at });
  }
}

/** The text of a span as it was cut up, for masking each part. */
function partsOf(shown: string, pieces: readonly Piece[]): readonly string[] {
  const parts: string[] = [shown];
  for (const { text } of pieces) {
    for (let length = Math.min(text.length, shown.length); length >= 6; length -= 1) {
      const [head, tail] = [text.slice(0, length), text.slice(-length)];
      if (shown.endsWith(head) || shown.includes(head)) parts.push(head);
      else if (shown.startsWith(tail)) parts.push(tail);
      else continue;
      break;
    }
  }
  return parts;
}

export const leaks = artifact<Leaks>({
  id: 'leaks',
  after: [
    tools,
    prompts,
    resources,
    resourceTemplates,
    toolCalls,
    promptGets,
    resourceReads,
    invalidCalls,
    unknownTools,
    missingResources,
    provoked,
    plantedArguments,
  ],
  read: leaksIn,
});

export function leaksIn(recording: Recording): Leaks {
  const reader = new Reader(recording);
  /** Messages in which nothing was found, by their words, and how many texts they hold. */
  const quiet = new Map<number, number>();
  const seams: Piece[] = [];
  let read = 0;
  for (const { words, again, pieces } of saidIn(recording)) {
    const known = words === undefined ? undefined : quiet.get(words);
    if (again && known !== undefined) {
      read += known;
      continue;
    }
    const texts = pieces();
    read += texts.length;
    if (known === undefined && reader.all(texts) === 0 && words !== undefined) quiet.set(words, texts.length);
    if (!again) for (const text of texts) seams.push(text);
  }
  reader.joined(seams);
  return { read, leaks: reader.leaks, canaries: reader.canaries };
}

/** Tells two values apart and gives neither away: numbers of few digits would be found again by trying. */
export const digestOf = (value: string, personal: boolean): string =>
  createHash('sha256')
    .update(`assay leak ${value}`)
    .digest('hex')
    .slice(0, personal ? 3 : 8);

const inWords = (how: readonly string[]): string => (how.length === 0 ? '' : `, ${how.join(' in ')}`);

/** Without the value: what it is, how long, two characters at most of a credential, a digest. */
export function masked({ detector, value, how }: Pick<Leak, 'detector' | 'value' | 'how'>): string {
  const personal = detector.category === 'personal';
  const head = detector.category === 'credential' && value.length >= 16 ? `, begins "${value.slice(0, 2)}"` : '';
  return `${detector.what} (${value.length} characters${head}, digest ${digestOf(value, personal)}${inWords(how)})`;
}

const IN: Readonly<Record<Channel, string>> = {
  result: 'the answer of',
  'structured content': 'the structured content of',
  error: 'an error of',
  resource: 'the content of',
  prompt: 'the messages of',
  description: 'the description of',
  notification: 'a notification',
  request: 'a request',
  stderr: '',
  header: 'the',
  output: 'what is no message of',
};

export const placeOf = (channel: Channel, owner: string): string =>
  channel === 'stderr' ? 'stderr' : channel === 'output' ? 'output that is no message' : `${IN[channel]} ${owner}`;

/** One finding for each kind of leak at one place, however often it comes. */
export function findingsOf(found: readonly Leak[], want: string): readonly Finding[] {
  const groups = new Map<string, Leak[]>();
  for (const leak of found) {
    const key = `${leak.detector.id}:${leak.channel}:${leak.owner}`;
    groups.set(key, [...(groups.get(key) ?? []), leak]);
  }
  return [...groups].map(([key, group]): Finding => {
    const [first] = group as [Leak];
    const values = new Map(group.map((leak) => [leak.value, leak]));
    const more = values.size > 1 ? `, and ${values.size - 1} more` : '';
    return {
      at: uniquePlaces([...values.values()].flatMap(({ at }) => at)),
      got: `${masked(first)}${more} in ${placeOf(first.channel, first.owner)}`,
      want,
      severity: first.detector.severity,
      key,
    };
  });
}

const uniquePlaces = (at: readonly Where[]): readonly Where[] =>
  [...new Map(at.map((where) => [`${where.exchange} ${where.pointer ?? ''}`, where])).values()].slice(0, 10);

// Keeps every frame and exchange in order, numbered over the whole run, and hands each to the evidence as it comes.

import { setFlagsFromString } from 'node:v8';
import type {
  Exchange,
  Extract,
  Frame,
  HttpFacts,
  LaneFacts,
  Outcome,
  SseFacts,
} from '../../suites/kernel/recording.ts';
import { maskGiven } from '../engine/mask.ts';
import { decode, HEAD, TOO_MANY, type Decoded } from './text.ts';
import { Twins } from './twins.ts';

/** Numbers that are unique in a report, which may hold several recordings. */
export interface Numbering {
  frame: number;
  exchange: number;
  /** Characters kept in memory by the whole run. */
  kept?: number;
  /** JSON values kept in memory by the whole run. */
  values?: number;
  /** Long answers of the whole run that came before. */
  twins?: Twins;
  /** Looks through what is too large to keep; `undefined` where nobody wants to know, or enough was looked through. */
  readonly sift?: () => Sift | undefined;
}

/** Takes a frame piece by piece and gives back the pieces worth keeping. */
export interface Sift {
  /** `false`: no more of it, please. */
  push(bytes: Uint8Array): boolean;
  end(): readonly Extract[];
}

/** An exchange while it runs; readers see it as `Exchange`. */
export interface OpenExchange {
  id: string;
  lane: string;
  method: string;
  by: string;
  tag?: string;
  sent: Frame;
  received: Frame[];
  outcome: Outcome;
  response?: Frame;
  status?: number;
  ms: number;
}

export type Evidence = (line: EvidenceLine) => void;

export type EvidenceLine =
  | { readonly type: 'frame'; readonly recording: string; readonly frame: Frame }
  | { readonly type: 'exchange'; readonly recording: string; readonly exchange: StoredExchange }
  /** A frame that came for an exchange after its end: on its own, since a flood would write the whole exchange each time. */
  | { readonly type: 'late'; readonly recording: string; readonly exchange: string; readonly frame: number }
  | { readonly type: 'lane'; readonly recording: string; readonly lane: LaneFacts };

/** Frames by number, so that evidence holds each byte once. A later line for the same id replaces an earlier one. */
export type StoredExchange = Omit<Exchange, 'sent' | 'received' | 'response'> & {
  readonly sent: number;
  readonly received: readonly number[];
  readonly response?: number;
};

export interface FrameDraft {
  readonly lane: string;
  readonly origin: Frame['origin'];
  readonly via: Frame['via'];
  readonly bytes: Uint8Array | string;
  /** Text to parse, where it is not the whole of `bytes` (the data of a server-sent event). */
  readonly message?: string;
  readonly parse?: boolean;
  readonly cut?: number;
  readonly extracts?: readonly Extract[];
  readonly http?: HttpFacts;
  readonly sse?: SseFacts;
  readonly stream?: string;
  readonly deliberate?: string;
  readonly exit?: Frame['exit'];
}

/** Characters of text kept in memory for one run; later frames keep only their head. */
const KEEP_LIMIT = 32 * 1024 * 1024;
/** Characters kept beyond which what readers make of them is a multiple of it, most of it garbage soon. */
const MUCH = 8 * 1024 * 1024;
/** Frames of one run beyond which every connection is broken: whoever sends that many means no answer by them. */
const FRAMES_LIMIT = 150_000;
/** JSON values of one run, which take more memory than their text; later frames are kept as text. */
const VALUES = 3_000_000;
/** Beyond this many characters even heads are short: a flood that is kept on disk must not fill it. */
const SHORT_LIMIT = 64 * 1024 * 1024;
const SHORT_HEAD = 256;

/** The heap grows by half between two collections from now on; V8 would let it grow to four times on a large machine. */
function collectOften(): void {
  // The versions of Node whose V8 is known to have it: another would complain.
  if (/^v2[0-4]\./.test(process.version)) setFlagsFromString('--heap-growing-percent=50');
}

export class Recorder {
  readonly frames: Frame[] = [];
  readonly exchanges: OpenExchange[] = [];
  readonly lanes: LaneFacts[] = [];
  /** Names the recording in the evidence; set once revision and transport are known. */
  name: string;
  readonly #numbering: Numbering;
  readonly #began: number;
  readonly #evidence: Evidence | undefined;

  constructor(name: string, numbering: Numbering, began: number, evidence?: Evidence) {
    this.name = name;
    this.#numbering = numbering;
    this.#began = began;
    this.#evidence = evidence;
  }

  now(): number {
    return performance.now() - this.#began;
  }

  frame(draft: FrameDraft): Frame {
    const size = draft.bytes.length;
    const kept = this.#numbering.kept ?? 0;
    const head = kept > SHORT_LIMIT ? SHORT_HEAD : HEAD;
    const full = draft.cut === undefined && (kept + size <= KEEP_LIMIT || size <= head);
    // Of what is too large only the head is ever decoded; a copy, since a slice would hold the whole in memory.
    const bytes = full ? draft.bytes : Buffer.from(draft.bytes.slice(0, head) as string);
    const decoded = typeof bytes === 'string' ? { raw: bytes } : decode(bytes);
    const parsed =
      draft.parse === false || !full
        ? draft.parse === false
          ? {}
          : { unparsed: 'larger than the limit' }
        : this.#parse(draft.message === undefined ? decoded : { ...decoded, raw: draft.message });
    // What is too much to parse is not kept whole either: nobody could judge it.
    const spare = 'unparsed' in parsed && parsed.unparsed === TOO_MANY ? Math.max(0, decoded.raw.length - head) : 0;
    const raw = maskGiven(spare === 0 ? decoded.raw : decoded.raw.slice(0, head));
    const extracts = draft.extracts ?? (full && spare === 0 ? [] : this.#sifted(draft));
    // What is not all ASCII may take two bytes for each character.
    this.#numbering.kept = kept + (size > decoded.raw.length ? 2 : 1) * raw.length;
    if (kept <= MUCH && this.#numbering.kept > MUCH) collectOften();
    const cut = (draft.cut ?? 0) + (full ? spare : size - Math.min(size, head));
    const frame: Frame = {
      seq: (this.#numbering.frame += 1),
      at: Math.round(this.now() * 1000) / 1000,
      lane: draft.lane,
      origin: draft.origin,
      via: draft.via,
      raw,
      ...('latin1' in decoded && decoded.latin1 ? { latin1: true } : {}),
      ...(cut > 0 ? { cut } : {}),
      ...(extracts.length > 0 ? { extracts: extracts.map(({ at, text }) => ({ at, text: maskGiven(text) })) } : {}),
      ...parsed,
      ...(draft.http === undefined ? {} : { http: draft.http }),
      ...(draft.sse === undefined ? {} : { sse: draft.sse }),
      ...(draft.stream === undefined ? {} : { stream: draft.stream }),
      ...(draft.deliberate === undefined ? {} : { deliberate: draft.deliberate }),
      ...(draft.exit === undefined ? {} : { exit: draft.exit }),
    };
    this.frames.push(frame);
    this.#evidence?.({ type: 'frame', recording: this.name, frame });
    return frame;
  }

  /** For a frame that comes in pieces and is too large to keep. */
  sift(): Sift | undefined {
    return this.#numbering.sift?.();
  }

  /** A frame that is here as a whole but has no room any more. */
  #sifted({ bytes, origin, via, cut }: FrameDraft): readonly Extract[] {
    if (origin !== 'target' || cut !== undefined || via === 'head' || via === 'exit') return [];
    const sift = this.sift();
    sift?.push(typeof bytes === 'string' ? Buffer.from(bytes) : bytes);
    return sift?.end() ?? [];
  }

  #parse(decoded: Decoded): { readonly json: unknown } | { readonly unparsed: string } {
    this.#numbering.twins ??= new Twins();
    const { values = 0, ...parsed } = this.#numbering.twins.parse(decoded, VALUES - (this.#numbering.values ?? 0));
    this.#numbering.values = (this.#numbering.values ?? 0) + values;
    return parsed;
  }

  /** The run has seen more frames than any honest target sends. */
  get full(): boolean {
    return this.#numbering.frame > FRAMES_LIMIT;
  }

  open(facts: Pick<OpenExchange, 'lane' | 'method' | 'by' | 'tag' | 'sent'>): OpenExchange {
    const exchange: OpenExchange = {
      id: `e${(this.#numbering.exchange += 1)}`,
      ...facts,
      received: [],
      outcome: 'cancelled',
      ms: 0,
    };
    this.exchanges.push(exchange);
    this.keep(exchange);
    return exchange;
  }

  /** A frame for an exchange that has ended; the exchange has it in `received` already. */
  late(exchange: OpenExchange, frame: Frame): void {
    this.#evidence?.({ type: 'late', recording: this.name, exchange: exchange.id, frame: frame.seq });
  }

  /** Says what the message of an exchange was meant to be, where that shows only afterwards. */
  mark(exchange: Exchange, deliberate: string): void {
    const open = this.exchanges.find(({ id }) => id === exchange.id);
    if (open === undefined) return;
    const frame: Frame = { ...open.sent, deliberate };
    this.frames[this.frames.indexOf(open.sent)] = frame;
    open.sent = frame;
    this.#evidence?.({ type: 'frame', recording: this.name, frame });
  }

  /** Writes an exchange as it stands; called when it opens, ends, and when a response came after its end. */
  keep(exchange: OpenExchange): void {
    if (this.#evidence === undefined) return;
    const { sent, received, response, ...facts } = exchange;
    const stored: StoredExchange = {
      ...facts,
      sent: sent.seq,
      received: received.map((frame) => frame.seq),
      ...(response === undefined ? {} : { response: response.seq }),
    };
    this.#evidence({ type: 'exchange', recording: this.name, exchange: stored });
  }

  lane(facts: LaneFacts): void {
    const index = this.lanes.findIndex((lane) => lane.id === facts.id);
    if (index === -1) this.lanes.push(facts);
    else this.lanes[index] = facts;
    this.#evidence?.({ type: 'lane', recording: this.name, lane: facts });
  }
}

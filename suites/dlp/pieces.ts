// Everything the target emitted, as texts with their places: members of messages, what is no message, headers, stderr.

import { createHash } from 'node:crypto';
import { wordsIn } from '../artifacts/messages.ts';
import type { Where } from '../kernel/check.ts';
import { isObject, member, pointer } from '../kernel/look.ts';
import type { Exchange, Frame, Recording } from '../kernel/recording.ts';

import { leaves } from './unpack/encodings.ts';

export type Channel =
  | 'result'
  | 'structured content'
  | 'error'
  | 'resource'
  | 'prompt'
  | 'description'
  | 'notification'
  | 'request'
  | 'stderr'
  | 'header'
  | 'output';

export interface Piece {
  readonly channel: Channel;
  /** What answered: a tool, a prompt, a resource, else the method. */
  readonly owner: string;
  readonly text: string;
  readonly key: string;
  readonly where: Where;
  readonly frame: Frame;
  /** Texts of the same thread follow one another: blocks of an answer, pages of a list, chunks of a stream. */
  readonly thread?: Thread | undefined;
}

/** Where texts of one kind stand, whatever their position in a list. */
export interface Thread {
  readonly name: string;
}

/** Header fields that hold secrets of the connection itself by design. */
const OWN_HEADERS = /^(?:set-cookie|mcp-session-id|date|etag|last-event-id|content-length|x-request-id|traceparent)$/i;

const listed = /^(?:tools|resources|resources\/templates|prompts)\/list$/;

/** What came at once: a message, a line, a head, a piece of stderr. */
export interface Said {
  /** The same number for messages of the same words, which hold the same texts; absent where that is not known. */
  readonly words?: number;
  /** The answer that the same question had on this connection before: nothing new stands on its seams. */
  readonly again: boolean;
  readonly pieces: () => readonly Piece[];
}

export function* saidIn(recording: Recording): Generator<Said> {
  const owners = new Map<number, Exchange>();
  for (const exchange of recording.exchanges) for (const { seq } of exchange.received) owners.set(seq, exchange);
  const lists = new Set<string>();
  const words = new Map<string, number>();
  const threads = new Threads();
  for (const frame of recording.frames) {
    if (frame.origin !== 'target' || frame.via === 'exit') continue;
    const exchange = owners.get(frame.seq);
    if (frame.extracts === undefined && frame.json !== undefined && frame.via !== 'stderr' && frame.via !== 'head') {
      if (!again(frame, exchange, lists)) yield saidBy(new Message(frame, exchange), threads, words);
    } else yield { again: false, pieces: () => otherPieces(frame, exchange, recording, threads) };
  }
}

function otherPieces(
  frame: Frame,
  exchange: Exchange | undefined,
  recording: Recording,
  threads: Threads,
): readonly Piece[] {
  if (frame.via === 'stderr') return [stderrPiece(frame, threads.of(`${frame.lane} stderr`))];
  if (frame.via === 'head') return headPieces(frame, exchange);
  return frame.extracts === undefined ? [rawPiece(frame)] : extractPieces(frame, exchange, recording);
}

function saidBy(message: Message, threads: Threads, known: Map<string, number>): Said {
  const { frame } = message;
  const thread = threads.of(`${frame.lane} ${message.asker}`);
  const pieces = (): readonly Piece[] => messagePieces(message, thread);
  if (frame.cut !== undefined) return { again: false, pieces };
  const text = wordsIn(frame);
  let words = known.get(text);
  if (words === undefined) known.set(text, (words = known.size));
  return { words, again: message.answers && thread.heard(words), pieces };
}

/** Text beyond which it matters that a list is read once only. */
const LONG = 50_000;

/** A long list as it was answered before, but for the id: it holds nothing that was not found then. */
function again(frame: Frame, exchange: Exchange | undefined, lists: Set<string>): boolean {
  if (frame.raw.length < LONG || exchange?.response?.seq !== frame.seq || !listed.test(exchange.method)) return false;
  const id = /"id":(?:\d+|"[^"\\]{0,200}")/.exec(frame.raw);
  const [from, to] = id === null ? [0, 0] : [id.index, id.index + id[0].length];
  const hash = createHash('sha256').update(exchange.method).update(frame.raw.slice(0, from));
  const words = hash.update(frame.raw.slice(to)).digest('base64');
  if (lists.has(words)) return true;
  lists.add(words);
  return false;
}

const lone = (frame: Frame): Where => ({ exchange: `f${frame.seq}` });

const stderrPiece = (frame: Frame, thread: Thread | undefined): Piece => ({
  channel: 'stderr',
  owner: 'stderr',
  text: frame.raw,
  key: '',
  where: lone(frame),
  frame,
  thread,
});

const rawPiece = (frame: Frame): Piece => ({ ...stderrPiece(frame, undefined), channel: 'output', owner: 'output' });

/** What was picked out of a message that was too large to keep; its head tells whose answer it was. */
function extractPieces(frame: Frame, owner: Exchange | undefined, recording: Recording): Piece[] {
  const exchange = owner ?? answeredBy(frame, recording);
  const base = rawPiece(frame);
  const owned: Piece = exchange === undefined ? base : { ...base, channel: 'result', owner: ownerOf(exchange) };
  return (frame.extracts ?? []).map(({ text }): Piece => ({ ...owned, text }));
}

const HEAD_ID = /^\s*\{[^{[]{0,200}?"id"\s*:\s*(\d{1,15}|"[^"\\]{1,80}")/;

function answeredBy(frame: Frame, { exchanges }: Recording): Exchange | undefined {
  const id = HEAD_ID.exec(frame.raw)?.[1];
  if (id === undefined) return undefined;
  return exchanges.find(({ lane, sent }) => lane === frame.lane && JSON.stringify(member(sent.json, 'id')) === id);
}

function headPieces(frame: Frame, exchange: Exchange | undefined): Piece[] {
  const where = exchange === undefined ? lone(frame) : { exchange: exchange.id };
  const base = { channel: 'header' as const, where, frame };
  const headers = (frame.http?.headers ?? [])
    .filter(([name]) => !OWN_HEADERS.test(name))
    .map(([name, value]): Piece => ({ ...base, owner: `header ${name.toLowerCase()}`, text: value, key: name }));
  return frame.raw === ''
    ? headers
    : [...headers, { ...base, channel: 'output', owner: 'output', text: frame.raw, key: '' }];
}

/** A message under its frame: what all of its texts share. */
class Message {
  readonly frame: Frame;
  readonly answers: boolean;
  readonly wrong: boolean;
  readonly method: string;
  readonly asker: string;
  readonly place: string;

  constructor(frame: Frame, exchange: Exchange | undefined) {
    const message = frame.json;
    this.frame = frame;
    this.answers = exchange !== undefined && exchange.response?.seq === frame.seq;
    this.place = exchange !== undefined && this.answers ? exchange.id : `f${frame.seq}`;
    this.method = exchange !== undefined && this.answers ? exchange.method : textOf(member(message, 'method'));
    this.wrong = isObject(member(message, 'error')) || member(member(message, 'result'), 'isError') === true;
    this.asker = exchange !== undefined && this.answers ? ownerOf(exchange) : this.method;
  }
}

/** One step into a message; steps above it are shared by all that stands below them. */
interface Step {
  readonly above: Step | undefined;
  readonly token: string | number;
}

function pathTo(step: Step | undefined): readonly (string | number)[] {
  const path: (string | number)[] = [];
  for (let at = step; at !== undefined; at = at.above) path.push(at.token);
  return path.reverse();
}

/** One text of a message. There are thousands, most of them said before: its place is worked out where it is asked for. */
class Leaf implements Piece {
  readonly text: string;
  readonly key: string;
  readonly thread: Thread;
  readonly #message: Message;
  readonly #step: Step | undefined;

  constructor(message: Message, text: string, key: string, step: Step | undefined, thread: Thread) {
    this.#message = message;
    this.text = text;
    this.key = key;
    this.#step = step;
    this.thread = thread;
  }

  get frame(): Frame {
    return this.#message.frame;
  }
  get channel(): Channel {
    const { method, answers, wrong } = this.#message;
    return channelOf(method, answers, wrong, pathTo(this.#step));
  }
  get owner(): string {
    const { method, asker, frame } = this.#message;
    return listed.test(method) ? itemName(frame.json, pathTo(this.#step), method) : asker;
  }
  get where(): Where {
    return { exchange: this.#message.place, pointer: pointer(...pathTo(this.#step)) };
  }
}

/** Threads by what they are named after: who said it, and the members that lead to it. */
class Threads {
  readonly #roots = new Map<string, Branch>();

  of(root: string): Branch {
    let branch = this.#roots.get(root);
    if (branch === undefined) this.#roots.set(root, (branch = new Branch(root, '')));
    return branch;
  }
}

class Branch implements Thread {
  readonly #root: string;
  readonly #path: string;
  readonly #below = new Map<string, Branch>();
  readonly #heard = new Set<number>();

  constructor(root: string, path: string) {
    this.#root = root;
    this.#path = path;
  }

  get name(): string {
    return `${this.#root}${this.#path === '' ? '' : ` ${this.#path}`}`;
  }

  /** Whether these words were said here before. */
  heard(words: number): boolean {
    if (this.#heard.has(words)) return true;
    this.#heard.add(words);
    return false;
  }

  below(token: string | number): Branch {
    const name = typeof token === 'number' ? '*' : token;
    let branch = this.#below.get(name);
    if (branch === undefined) {
      branch = new Branch(this.#root, this.#path === '' ? name : `${this.#path}/${name}`);
      this.#below.set(name, branch);
    }
    return branch;
  }
}

const ENVELOPE = new Set(['id', 'jsonrpc', 'method']);

function messagePieces(message: Message, thread: Branch): readonly Piece[] {
  const { frame } = message;
  const steps: Step[] = [];
  const branches = [thread];
  const out: Piece[] = [];
  leaves(
    frame.json,
    '',
    (text, key) => {
      if (steps.length < 2 && ENVELOPE.has(key)) return;
      out.push(new Leaf(message, text, key, steps.at(-1), branches.at(-1) as Branch));
    },
    {
      enter: (token) => {
        steps.push({ above: steps.at(-1), token });
        branches.push((branches.at(-1) as Branch).below(token));
      },
      leave: () => {
        steps.pop();
        branches.pop();
      },
    },
  );
  return out;
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

function ownerOf({ method, sent }: Exchange): string {
  const params = member(sent.json, 'params');
  if (method === 'tools/call') return `tool ${textOf(member(params, 'name'))}`;
  if (method === 'prompts/get') return `prompt ${textOf(member(params, 'name'))}`;
  if (method === 'resources/read') return `resource ${textOf(member(params, 'uri'))}`;
  return method;
}

/** The item of a list that a path leads into. */
function itemName(message: unknown, path: readonly (string | number)[], method: string): string {
  const [, list, index] = path;
  const items = member(member(message, 'result'), String(list));
  const item: unknown = Array.isArray(items) && typeof index === 'number' ? items[index] : undefined;
  const name = textOf(member(item, 'name')) || textOf(member(item, 'uri')) || textOf(member(item, 'uriTemplate'));
  return name === '' ? method : `${method.split('/')[0]?.replace(/s$/, '') ?? ''} ${name}`;
}

function channelOf(method: string, answers: boolean, wrong: boolean, path: readonly (string | number)[]): Channel {
  if (!answers) return method.startsWith('notifications/') ? 'notification' : method === '' ? 'result' : 'request';
  if (wrong) return 'error';
  if (method === 'tools/call') return path[1] === 'structuredContent' ? 'structured content' : 'result';
  if (method === 'resources/read') return 'resource';
  if (method === 'prompts/get') return 'prompt';
  return listed.test(method) || method === 'initialize' || method === 'server/discover' ? 'description' : 'result';
}

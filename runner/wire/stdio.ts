// The stdio transport: one message a line, split at the byte 0x0A and at nothing else, stderr kept apart as evidence.

import type { ChildProcess } from 'node:child_process';
import type { Readable, Writable } from 'node:stream';
import type { Extract, Frame } from '../../suites/kernel/recording.ts';
import type { StdioTarget, StreamsTarget } from '../target.ts';
import { afterWaking, waking } from '../waking.ts';
import type { Carrier, CarrierHost, Outgoing } from './carrier.ts';
import { signalGroup, start, stop } from './child.ts';
import { Pile } from './pile.ts';
import type { OpenExchange, Sift } from './recorder.ts';

/** Bytes of stderr kept for one process. */
const STDERR_LIMIT = 1024 * 1024;
const NEWLINE = Buffer.from('\n');
/** Milliseconds in which the end of a process follows that of its input. */
const EXIT_NEAR = 500;
/** Between the pieces of a message that is cut on purpose. */
const CUT_PAUSE = 50;

export class StdioCarrier implements Carrier {
  readonly transport = 'stdio';
  readonly #host: CarrierHost;
  readonly #stdin: Writable;
  readonly #child: ChildProcess | undefined;
  readonly #kill: (() => void) | undefined;
  readonly #terminate: (() => void) | undefined;
  readonly #over: Promise<void>;
  #finish: () => void = () => undefined;
  #alive = true;
  /** Not another line is taken: a flood would fill the memory while its sender is being ended. */
  #deaf = false;
  #turn: Promise<void> | undefined;
  #failure: string | undefined;

  constructor(target: StdioTarget | StreamsTarget, host: CarrierHost) {
    this.#host = host;
    this.#over = new Promise((resolve) => {
      this.#finish = resolve;
    });
    const ends = target.kind === 'stdio' ? startChild(target) : target.open();
    this.#child = 'child' in ends ? ends.child : undefined;
    this.#kill = 'kill' in ends ? () => ends.kill() : undefined;
    this.#terminate = 'kill' in ends ? () => ends.terminate?.() : undefined;
    this.#stdin = ends.stdin;
    this.#stdin.on('error', () => undefined); // EPIPE: the exit tells
    const lines = new Lines(
      (bytes, cut, ended, extracts) => this.#line(bytes, cut, ended, extracts),
      () => this.#host.recorder.sift(),
    );
    ends.stdout.on('data', (chunk: Buffer) => {
      if (!this.#deaf) lines.push(chunk);
    });
    ends.stdout.on('error', () => undefined);
    if (ends.stderr !== undefined) this.#keepStderr(ends.stderr);
    if (this.#child === undefined) {
      ends.stdout.once('close', () => {
        lines.end();
        this.#gone(null, null);
      });
      return;
    }
    this.#child.once('error', (error) => {
      this.#failure = error.message;
      this.#gone(null, null);
    });
    this.#child.once('exit', (code, signal) => {
      // stdout may still hold what was written last; a grandchild may hold it open for ever.
      const close = (): void => {
        lines.end();
        this.#gone(code, signal);
      };
      const stopWaiting = afterWaking(250, close);
      this.#child?.once('close', () => {
        stopWaiting();
        close();
      });
    });
  }

  /** Somebody is there, and is listened to. */
  get alive(): boolean {
    return this.#alive && !this.#deaf;
  }

  send(out: Outgoing): OpenExchange {
    const sent = this.#host.recorder.frame({
      lane: this.#host.id,
      origin: 'harness',
      via: 'stdio',
      bytes: out.bytes,
      ...(out.deliberate === undefined ? {} : { deliberate: out.deliberate }),
    });
    const exchange = out.opened(sent);
    if (!this.#alive || this.#deaf) {
      this.#host.failed(exchange, 'the process is gone');
      return exchange;
    }
    if (!this.#stdin.writable) {
      // A process that has closed its input is about to end, and its end says more.
      void Promise.race([this.#over, waking(EXIT_NEAR)]).then(() => this.#host.failed(exchange, 'the process is gone'));
      return exchange;
    }
    this.#put(out.bytes, out.cuts ?? []);
    return exchange;
  }

  /** Whole lines go out at once; one that is cut holds back what comes after it. */
  #put(out: string | Uint8Array, cuts: readonly number[]): void {
    if (cuts.length === 0 && this.#turn === undefined) {
      // One piece: a second write would wake the target a second time.
      this.#stdin.write(typeof out === 'string' ? `${out}\n` : Buffer.concat([out, NEWLINE]));
      return;
    }
    const bytes = typeof out === 'string' ? Buffer.from(out) : out;
    const ends = [...cuts, bytes.length];
    const turn = (this.#turn ?? Promise.resolve()).then(async () => {
      for (const [index, end] of ends.entries()) {
        if (index > 0) await waking(CUT_PAUSE);
        this.#stdin.write(bytes.subarray(ends[index - 1] ?? 0, end));
      }
      this.#stdin.write('\n');
      if (this.#turn === turn) this.#turn = undefined;
    });
    this.#turn = turn;
  }

  async end(how: 'eof' | 'sigterm' | 'drop', patience: number): Promise<void> {
    if (this.#alive && how === 'eof') this.#stdin.end();
    else if (this.#alive && how === 'sigterm') this.#askToEnd();
    if (this.#alive && how !== 'drop') await Promise.race([this.#over, waking(patience)]);
    if (how !== 'drop') return;
    this.#deaf = true;
    if (this.#child !== undefined) await stop(this.#child);
    else this.#kill?.();
  }

  #askToEnd(): void {
    if (this.#child?.pid !== undefined) signalGroup(this.#child.pid, 'SIGTERM');
    this.#terminate?.();
  }

  #line(bytes: Uint8Array, cut: number, ended: boolean, extracts: readonly Extract[] | undefined): void {
    if (this.#deaf) return;
    const frame = this.#host.recorder.frame({
      lane: this.#host.id,
      origin: 'target',
      via: 'stdio',
      bytes,
      ...(cut > 0 ? { cut } : {}),
      ...(extracts === undefined ? {} : { extracts }),
    });
    this.#host.arrived(ended ? frame : { ...frame, unparsed: frame.unparsed ?? 'ended without a newline' });
  }

  #keepStderr(stderr: Readable): void {
    let kept = 0;
    stderr.on('error', () => undefined);
    stderr.on('data', (chunk: Buffer) => {
      if (kept >= STDERR_LIMIT) return;
      const bytes = chunk.subarray(0, STDERR_LIMIT - kept);
      kept += bytes.length;
      const cut = chunk.length - bytes.length;
      const frame = this.#host.recorder.frame({
        lane: this.#host.id,
        origin: 'target',
        via: 'stderr',
        bytes: Buffer.from(bytes).toString('utf8'),
        parse: false,
        ...(cut > 0 ? { cut } : {}),
      });
      this.#host.said(frame);
    });
  }

  #gone(code: number | null, signal: NodeJS.Signals | null): void {
    if (!this.#alive) return;
    this.#alive = false;
    const raw = this.#failure ?? (signal === null ? `exited with code ${code ?? 'unknown'}` : `ended by ${signal}`);
    const exit: Frame = this.#host.recorder.frame({
      lane: this.#host.id,
      origin: 'target',
      via: 'exit',
      bytes: raw,
      parse: false,
      exit: { code, signal },
    });
    this.#finish();
    this.#host.gone(exit);
  }
}

interface Ends {
  readonly child: ChildProcess;
  readonly stdin: Writable;
  readonly stdout: Readable;
  readonly stderr: Readable;
}

function startChild(target: StdioTarget): Ends {
  const child = start(target);
  const { stdin, stdout, stderr } = child;
  if (stdin === null || stdout === null || stderr === null) throw new Error('a child without pipes');
  return { child, stdin, stdout, stderr };
}

type EmitLine = (bytes: Uint8Array, cut: number, ended: boolean, extracts: readonly Extract[] | undefined) => void;

/** Cuts a byte stream into lines; of a line beyond the limit only the head is kept, the rest is looked through and counted. */
class Lines {
  readonly #emit: EmitLine;
  readonly #sifting: () => Sift | undefined;
  readonly #pile: Pile;
  #sift: Sift | undefined;

  constructor(emit: EmitLine, sifting: () => Sift | undefined) {
    this.#emit = emit;
    this.#sifting = sifting;
    this.#pile = new Pile((part) => {
      this.#sift ??= this.#sifting();
      this.#sift?.push(part);
    });
  }

  push(chunk: Buffer): void {
    let begin = 0;
    for (let end = chunk.indexOf(10); end !== -1; end = chunk.indexOf(10, begin)) {
      this.#pile.add(chunk.subarray(begin, end));
      this.#flush(true);
      begin = end + 1;
    }
    if (begin < chunk.length) this.#pile.add(chunk.subarray(begin));
  }

  end(): void {
    if (this.#pile.size > 0) this.#flush(false);
  }

  #flush(ended: boolean): void {
    const { bytes, cut } = this.#pile.take();
    const extracts = this.#sift?.end();
    this.#sift = undefined;
    this.#emit(bytes, cut, ended, extracts);
  }
}

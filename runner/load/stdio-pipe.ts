// A stdio server under load: many requests at once on one process, each answer found by its id.

import type { ChildProcess } from 'node:child_process';
import { start, stop } from '../wire/child.ts';
import type { StdioTarget } from '../target.ts';
import { parsed } from './ask.ts';

export interface PipeAnswer {
  readonly text?: string;
  readonly failed?: 'closed' | 'timeout';
}

const LINE_LIMIT = 64 * 1024 * 1024;
const STDERR_KEPT = 4000;

export class StdioPipe {
  readonly child: ChildProcess;
  private readonly waiting = new Map<number, (answer: PipeAnswer) => void>();
  private held: Buffer[] = [];
  private heldBytes = 0;
  open = true;
  /** The last the process said on stderr. */
  complaint = '';
  /** Lines that are no answer to anything asked: unknown ids, text that is no JSON. */
  readonly stray: string[] = [];

  constructor(target: StdioTarget) {
    this.child = start(target);
    this.child.stdout?.on('data', (chunk: Buffer) => this.read(chunk));
    this.child.stderr?.on('data', (chunk: Buffer) => {
      this.complaint = `${this.complaint}${chunk.toString('utf8')}`.slice(-STDERR_KEPT);
    });
    this.child.stdin?.on('error', () => this.over());
    this.child.on('error', (error) => {
      this.complaint = error.message;
      this.over();
    });
    this.child.on('exit', () => this.over());
  }

  send(id: number, text: string, done: (answer: PipeAnswer) => void): void {
    if (!this.open) return done({ failed: 'closed' });
    this.waiting.set(id, done);
    this.child.stdin?.write(`${text}\n`);
  }

  notify(text: string): void {
    if (this.open) this.child.stdin?.write(`${text}\n`);
  }

  ask(id: number, text: string, timeoutMs: number): Promise<PipeAnswer> {
    return new Promise((resolve) => {
      const timer = setTimeout(() => this.forget(id), timeoutMs);
      this.send(id, text, (answer) => {
        clearTimeout(timer);
        resolve(answer);
      });
    });
  }

  /** Gives a request up. */
  forget(id: number): void {
    const done = this.waiting.get(id);
    this.waiting.delete(id);
    done?.({ failed: 'timeout' });
  }

  /** Once the process is gone, what it said last may still be on its way. */
  async lastWords(): Promise<string> {
    const closed = new Promise((resolve) => this.child.once('close', resolve));
    await Promise.race([closed, new Promise((resolve) => setTimeout(resolve, 300))]);
    return this.complaint.trim().slice(-300);
  }

  stop(): Promise<void> {
    this.over();
    return stop(this.child);
  }

  private over(): void {
    if (!this.open) return;
    this.open = false;
    const left = [...this.waiting.values()];
    this.waiting.clear();
    for (const done of left) done({ failed: 'closed' });
  }

  private read(chunk: Buffer): void {
    let from = 0;
    for (let end = chunk.indexOf(10); end >= 0; end = chunk.indexOf(10, from)) {
      const piece = chunk.subarray(from, end);
      const line = this.held.length === 0 ? piece : Buffer.concat([...this.held, piece]);
      this.held = [];
      this.heldBytes = 0;
      from = end + 1;
      if (line.length > 0) this.line(line.toString('utf8'));
    }
    if (from === chunk.length) return;
    this.held.push(Buffer.from(chunk.subarray(from)));
    this.heldBytes += chunk.length - from;
    if (this.heldBytes > LINE_LIMIT) void this.stop();
  }

  private line(text: string): void {
    // A response near its id at either end is the rule; parsing is for what is not.
    const id = idOf(text);
    const done = id === undefined ? undefined : this.waiting.get(id);
    if (done !== undefined && id !== undefined) {
      this.waiting.delete(id);
      return done({ text });
    }
    this.other(text);
  }

  /** Requests of the server are refused, notifications are passed over, all else is kept as stray. */
  private other(text: string): void {
    const message = parsed(text);
    if (typeof message === 'object' && message !== null && 'method' in message) {
      if (!('id' in message)) return;
      const { id, method } = message;
      const answer = method === 'ping' ? { result: {} } : { error: { code: -32601, message: 'not offered' } };
      this.notify(JSON.stringify({ jsonrpc: '2.0', id, ...answer }));
      return;
    }
    if (this.stray.length < 20) this.stray.push(text.slice(0, 2000));
  }
}

/** The id of a response; `undefined` for anything else. */
function idOf(text: string): number | undefined {
  const message = parsed(text);
  if (typeof message !== 'object' || message === null || 'method' in message || !('id' in message)) return undefined;
  return typeof message.id === 'number' ? message.id : undefined;
}

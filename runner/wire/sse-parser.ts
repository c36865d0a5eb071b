// Splits a text/event-stream into events and keeps the exact text of each (WHATWG HTML, server-sent events).

import type { SseFacts } from '../../suites/kernel/recording.ts';

export interface SseEvent extends SseFacts {
  readonly raw: string;
  /** Joined `data` lines; `undefined` for an event without any. */
  readonly data?: string;
}

/** Feed text, get complete events; comments alone give an event without data. Text beyond `limit` in one event is dropped and counted. */
export class SseParser {
  #buffer = '';
  /** Where to look on: what is before holds no boundary, so a large event is not scanned once a chunk. */
  #scanned = 0;
  #dropped = 0;
  readonly #limit: number;

  constructor(limit: number) {
    this.#limit = limit;
  }

  get dropped(): number {
    return this.#dropped;
  }

  /** What is left over: an event that was never finished. */
  get rest(): string {
    return this.#buffer;
  }

  push(text: string): SseEvent[] {
    this.#buffer += text;
    const events: SseEvent[] = [];
    // A CR at the very end may be half of CRLF: wait for more.
    const boundary = /\r\n\r\n|\n\n|\r\r(?!\n)|\n\r\n|\r\n\n/g;
    boundary.lastIndex = Math.max(0, this.#scanned - 4);
    let begin = 0;
    for (let end = boundary.exec(this.#buffer); end !== null; end = boundary.exec(this.#buffer)) {
      const block = this.#buffer.slice(begin, end.index);
      begin = end.index + end[0].length;
      if (block.trim() !== '') events.push(parseBlock(block));
    }
    if (begin > 0) this.#buffer = this.#buffer.slice(begin);
    this.#scanned = this.#buffer.length;
    if (this.#buffer.length > this.#limit) {
      this.#dropped += this.#buffer.length - 1024;
      this.#buffer = this.#buffer.slice(-1024);
      this.#scanned = 0;
    }
    return events;
  }
}

function parseBlock(raw: string): SseEvent {
  const data: string[] = [];
  const facts: { event?: string; id?: string; retry?: number } = {};
  for (const line of raw.replace(/^\uFEFF/, '').split(/\r\n|\n|\r/)) {
    if (line.startsWith(':')) continue;
    const colon = line.indexOf(':');
    const field = colon === -1 ? line : line.slice(0, colon);
    const value = colon === -1 ? '' : line.slice(colon + 1).replace(/^ /, '');
    if (field === 'data') data.push(value);
    else if (field === 'event') facts.event = value;
    else if (field === 'id' && !value.includes('\0')) facts.id = value;
    else if (field === 'retry' && /^\d+$/.test(value)) facts.retry = Number(value);
  }
  return data.length > 0 ? { raw, ...facts, data: data.join('\n') } : { raw, ...facts };
}

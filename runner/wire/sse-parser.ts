// Splits a text/event-stream into events and keeps the exact text of each (WHATWG HTML, server-sent events).

import type { SseFacts } from '../../suites/kernel/recording.ts';

export interface SseEvent extends SseFacts {
  readonly raw: string;
  /** Joined `data` lines; `undefined` for an event without any. */
  readonly data?: string;
}

/** Kept of what is dropped: the beginning of a boundary, and what tells what it was. */
const KEPT = 1024;

/** Feed text, get complete events; comments alone give an event without data. Text beyond `limit` in one event is dropped and counted. */
export class SseParser {
  /** What has come of an event that is not over; joined only once it is, so that a large one is not copied with each chunk. */
  #parts: string[] = [];
  #length = 0;
  /** The end of it: a boundary may begin there. */
  #tail = '';
  #dropped = 0;
  readonly #limit: () => number;
  readonly #onDrop: ((text: string) => void) | undefined;

  /** `onDrop` is given what is dropped, and what is kept of it a second time. */
  constructor(limit: number | (() => number), onDrop?: (text: string) => void) {
    this.#limit = typeof limit === 'number' ? () => limit : limit;
    this.#onDrop = onDrop;
  }

  get dropped(): number {
    return this.#dropped;
  }

  /** Characters of an event that is not over. */
  get waiting(): number {
    return this.#length;
  }

  /** What is left over: an event that was never finished. */
  get rest(): string {
    return this.#parts.join('');
  }

  push(text: string): SseEvent[] {
    const tail = this.#tail;
    this.#add(text);
    // A CR at the very end may be half of CRLF: wait for more.
    const boundary = /\r\n\r\n|\n\n|\r\r(?!\n)|\n\r\n|\r\n\n/g;
    const events = boundary.test(tail + text) ? this.#events(boundary, this.#length - text.length - tail.length) : [];
    if (this.#length > this.#limit()) {
      const all = this.rest;
      this.#dropped += all.length - KEPT;
      this.#onDrop?.(all);
      this.#keep(all.slice(-KEPT));
    }
    return events;
  }

  #events(boundary: RegExp, from: number): SseEvent[] {
    const all = this.rest;
    const events: SseEvent[] = [];
    boundary.lastIndex = from;
    let begin = 0;
    for (let end = boundary.exec(all); end !== null; end = boundary.exec(all)) {
      const block = all.slice(begin, end.index);
      begin = end.index + end[0].length;
      if (block.trim() !== '') events.push(parseBlock(block));
    }
    this.#keep(all.slice(begin));
    return events;
  }

  #keep(text: string): void {
    this.#parts = [];
    this.#length = 0;
    this.#tail = '';
    this.#add(text);
  }

  #add(text: string): void {
    if (text !== '') this.#parts.push(text);
    this.#length += text.length;
    this.#tail = (this.#tail + text.slice(-4)).slice(-4);
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

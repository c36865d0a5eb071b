// Splits a server-sent event stream into events as the text arrives (WHATWG HTML, 9.2.6); load has its own because it
// must cost nothing per event and never needs the raw lines.

export interface SseEvent {
  readonly data: string;
  readonly event?: string;
  readonly id?: string;
  readonly retry?: number;
}

export class SseSplitter {
  private rest = '';
  private data: string | undefined;
  private event: string | undefined;
  private id: string | undefined;
  private retry: number | undefined;
  private begun = false;

  /** Events completed by this text. */
  push(text: string): SseEvent[] {
    const events: SseEvent[] = [];
    let input = this.rest + text;
    if (!this.begun && input.length > 0) {
      this.begun = true;
      if (input.charCodeAt(0) === 0xfeff) input = input.slice(1);
    }
    let at = 0;
    for (;;) {
      const end = lineEnd(input, at);
      if (end < 0) break;
      // A lone CR at the very end may be half of CRLF: wait for what follows.
      if (input[end] === '\r' && end + 1 === input.length) break;
      const done = this.line(input.slice(at, end));
      if (done !== undefined) events.push(done);
      at = end + (input[end] === '\r' && input[end + 1] === '\n' ? 2 : 1);
    }
    this.rest = input.slice(at);
    return events;
  }

  private line(line: string): SseEvent | undefined {
    if (line === '') return this.dispatch();
    const colon = line.indexOf(':');
    if (colon === 0) return undefined;
    const field = colon < 0 ? line : line.slice(0, colon);
    let value = colon < 0 ? '' : line.slice(colon + 1);
    if (value.charCodeAt(0) === 32) value = value.slice(1);
    if (field === 'data') this.data = this.data === undefined ? value : `${this.data}\n${value}`;
    else if (field === 'event') this.event = value;
    else if (field === 'id' && !value.includes('\0')) this.id = value;
    else if (field === 'retry' && /^\d+$/.test(value)) this.retry = Number(value);
    return undefined;
  }

  private dispatch(): SseEvent | undefined {
    const { data, event, id, retry } = this;
    this.data = this.event = this.id = this.retry = undefined;
    // A block with an id and no data still moves the resumption point (the priming event of 2025-11-25), so keep it.
    if (data === undefined && id === undefined && retry === undefined) return undefined;
    return {
      data: data ?? '',
      ...(event === undefined ? {} : { event }),
      ...(id === undefined ? {} : { id }),
      ...(retry === undefined ? {} : { retry }),
    };
  }
}

function lineEnd(text: string, from: number): number {
  const lf = text.indexOf('\n', from);
  const cr = text.indexOf('\r', from);
  if (lf < 0) return cr;
  return cr >= 0 && cr < lf ? cr : lf;
}

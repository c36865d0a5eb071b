// Parses HTTP/1.1 responses from a socket, several in a row: load needs it lean, affinity needs the exact head.
//
// Why not undici or node:http: under load they cost more than the server being measured (15-20 k/s against 40 k/s on
// one core), hide which connection an answer came on, and cannot pipeline requests of several sessions on purpose.

export interface ParserSink {
  /** A final response head, without the blank line, as it is and in lower case; 1xx heads are passed over. */
  head(status: number, text: string, lower: string): void;
  /** Body bytes; the buffer is only valid during the call. */
  data(chunk: Buffer): void;
  end(): void;
  fail(message: string): void;
}

const HEAD = 0;
const LENGTH = 1;
const CHUNK_SIZE = 2;
const CHUNK_DATA = 3;
const CHUNK_END = 4;
const TRAILER = 5;
const UNTIL_CLOSE = 6;
const DEAD = 7;

const HEAD_LIMIT = 65_536;

export class ResponseParser {
  private mode = HEAD;
  private rest = 0;
  private held: Buffer | undefined;
  private readonly sink: ParserSink;
  /** Set by the owner when the response in turn answers HEAD. */
  bodiless = false;

  constructor(sink: ParserSink) {
    this.sink = sink;
  }

  /** `true` between responses: a connection closed here lost nothing. */
  get between(): boolean {
    return this.mode === HEAD && this.held === undefined;
  }

  push(input: Buffer): void {
    const buffer = this.held === undefined ? input : Buffer.concat([this.held, input]);
    this.held = undefined;
    let at = 0;
    while (at < buffer.length && this.mode !== DEAD) {
      const next = this.step(buffer, at);
      if (next < 0) {
        this.held = Buffer.from(buffer.subarray(at));
        if (this.held.length > HEAD_LIMIT) this.die('the response head is larger than 64 KiB');
        return;
      }
      at = next;
    }
  }

  /** The socket ended: completes a body that is delimited by the end of the connection. */
  close(): void {
    if (this.mode === UNTIL_CLOSE) this.finish();
  }

  /** Consumes one piece and returns the place after it, or -1 where more bytes are needed first. */
  private step(buffer: Buffer, at: number): number {
    switch (this.mode) {
      case HEAD:
        return this.readHead(buffer, at);
      case LENGTH:
      case CHUNK_DATA:
        return this.readSome(buffer, at);
      case CHUNK_SIZE:
        return this.readChunkSize(buffer, at);
      case CHUNK_END: {
        if (buffer.length - at < 2) return -1;
        this.mode = CHUNK_SIZE;
        return at + 2;
      }
      case TRAILER: {
        const end = buffer.indexOf('\r\n', at, 'latin1');
        if (end < 0) return -1;
        if (end === at) this.finish();
        return end + 2;
      }
      default:
        this.sink.data(at === 0 ? buffer : buffer.subarray(at));
        return buffer.length;
    }
  }

  private readSome(buffer: Buffer, at: number): number {
    const take = Math.min(this.rest, buffer.length - at);
    this.rest -= take;
    this.sink.data(buffer.subarray(at, at + take));
    if (this.rest === 0 && this.mode !== DEAD) {
      if (this.mode === LENGTH) this.finish();
      else this.mode = CHUNK_END;
    }
    return at + take;
  }

  private readChunkSize(buffer: Buffer, at: number): number {
    const end = buffer.indexOf('\r\n', at, 'latin1');
    if (end < 0) return -1;
    const size = Number.parseInt(buffer.toString('latin1', at, end), 16);
    if (!(size >= 0)) return this.die('a chunk without a size');
    this.rest = size;
    this.mode = size === 0 ? TRAILER : CHUNK_DATA;
    return end + 2;
  }

  private readHead(buffer: Buffer, at: number): number {
    const end = buffer.indexOf('\r\n\r\n', at, 'latin1');
    if (end < 0) return -1;
    const text = buffer.toString('latin1', at, end);
    const status = text.startsWith('HTTP/1.') ? Number(text.slice(9, 12)) : Number.NaN;
    if (!(status >= 100)) return this.die('the answer is no HTTP/1.1 response');
    if (status < 200) return end + 4;
    this.begin(status, text);
    return end + 4;
  }

  private begin(status: number, text: string): void {
    const lower = text.toLowerCase();
    this.sink.head(status, text, lower);
    if (this.mode === DEAD) return;
    if (this.bodiless || status === 204 || status === 304) return this.finish();
    if (lower.includes('\r\ntransfer-encoding:') && headerIn(text, lower, 'transfer-encoding')?.includes('chunked')) {
      this.mode = CHUNK_SIZE;
      return;
    }
    const length = headerIn(text, lower, 'content-length');
    if (length === undefined) {
      this.mode = UNTIL_CLOSE;
      return;
    }
    this.rest = Number(length);
    if (!(this.rest >= 0)) this.die('a content-length that is no number');
    else if (this.rest === 0) this.finish();
    else this.mode = LENGTH;
  }

  private finish(): void {
    this.mode = HEAD;
    this.sink.end();
  }

  private die(message: string): number {
    this.mode = DEAD;
    this.sink.fail(message);
    return Number.MAX_SAFE_INTEGER;
  }

  /** Stops reading: the owner gave the connection up. */
  stop(): void {
    this.mode = DEAD;
    this.held = undefined;
  }
}

/** Value of a header in a raw head; `lower` is the same head in lower case, made once by the caller. */
export function headerIn(head: string, lower: string, name: string): string | undefined {
  const start = lower.indexOf(`\r\n${name}:`);
  if (start < 0) return undefined;
  const from = start + name.length + 3;
  const end = head.indexOf('\r\n', from);
  return (end < 0 ? head.slice(from) : head.slice(from, end)).trim();
}

/** The head as pairs, names as they were on the wire. */
export function headerPairs(head: string): (readonly [string, string])[] {
  const pairs: (readonly [string, string])[] = [];
  for (const line of head.split('\r\n').slice(1)) {
    const colon = line.indexOf(':');
    if (colon > 0) pairs.push([line.slice(0, colon), line.slice(colon + 1).trim()]);
  }
  return pairs;
}

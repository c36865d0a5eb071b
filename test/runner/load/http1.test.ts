// The HTTP/1.1 and SSE parsers give the same whatever pieces the bytes come in.

import { describe, expect, test } from 'vitest';
import { headerIn, headerPairs, ResponseParser } from '../../../runner/load/http1-parse.ts';
import { SseSplitter } from '../../../runner/load/sse.ts';

interface Seen {
  readonly status: number;
  readonly head: string;
  body: string;
  ended: boolean;
}

function parse(bytes: string, size: number, close = false): { seen: Seen[]; failed: string | undefined } {
  const seen: Seen[] = [];
  let failed: string | undefined;
  const parser = new ResponseParser({
    head: (status, head) => void seen.push({ status, head, body: '', ended: false }),
    data: (chunk) => {
      const last = seen.at(-1);
      if (last !== undefined) last.body += chunk.toString('latin1');
    },
    end: () => {
      const last = seen.at(-1);
      if (last !== undefined) last.ended = true;
    },
    fail: (message) => void (failed = message),
  });
  const buffer = Buffer.from(bytes, 'latin1');
  for (let at = 0; at < buffer.length; at += size) parser.push(buffer.subarray(at, at + size));
  if (close) parser.close();
  return { seen, failed };
}

const SIZES = [1, 2, 3, 7, 64, 10_000];
const PIPELINE =
  'HTTP/1.1 100 Continue\r\n\r\n' +
  'HTTP/1.1 200 OK\r\nContent-Length: 5\r\nMcp-Session-Id: a\r\n\r\nhello' +
  'HTTP/1.1 202 Accepted\r\nContent-Length: 0\r\n\r\n' +
  'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3;x=y\r\nabc\r\n4\r\ndefg\r\n0\r\nTrailer: t\r\n\r\n' +
  'HTTP/1.1 204 No Content\r\n\r\n' +
  'HTTP/1.1 404 Not Found\r\ncontent-length:2\r\n\r\nno';

describe('responses in a row', () => {
  test.each(SIZES)('in pieces of %i bytes', (size) => {
    const { seen, failed } = parse(PIPELINE, size);
    expect(failed).toBeUndefined();
    expect(seen.map(({ status, body, ended }) => [status, body, ended])).toEqual([
      [200, 'hello', true],
      [202, '', true],
      [200, 'abcdefg', true],
      [204, '', true],
      [404, 'no', true],
    ]);
  });

  test('a body without length ends with the connection', () => {
    const { seen } = parse('HTTP/1.1 200 OK\r\nA: b\r\n\r\nall of it', 4, true);
    expect(seen[0]).toMatchObject({ body: 'all of it', ended: true });
  });

  test.each([
    'SSH-2.0-OpenSSH\r\n\r\n',
    'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n',
    'x'.repeat(70_000),
  ])('no HTTP is told: %.20s', (bytes) => expect(parse(bytes, 5000).failed).toBeTypeOf('string'));

  test('headers by any case, names as they were', () => {
    const head = 'HTTP/1.1 200 OK\r\nX-One: 1\r\nmcp-session-ID:  abc ';
    expect(headerIn(head, head.toLowerCase(), 'mcp-session-id')).toBe('abc');
    expect(headerPairs(head)).toEqual([
      ['X-One', '1'],
      ['mcp-session-ID', 'abc'],
    ]);
  });
});

describe('server-sent events', () => {
  const stream =
    '\uFEFF: hi\r\nevent: message\r\nid: 7\r\ndata: a\r\ndata: b\r\n\r\nid: 8\nretry: 5\ndata\n\ndata:c\r\rdata: cut';
  test.each([1, 2, 5, 1000])('in pieces of %i characters', (size) => {
    const splitter = new SseSplitter();
    const events = [];
    for (let at = 0; at < stream.length; at += size) events.push(...splitter.push(stream.slice(at, at + size)));
    expect(events).toEqual([
      { event: 'message', id: '7', data: 'a\nb' },
      { id: '8', retry: 5, data: '' },
      { data: 'c' },
    ]);
  });
});

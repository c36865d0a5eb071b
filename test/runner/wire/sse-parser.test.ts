// Our event parser against a well-known one, and the exact text it keeps.
import { fc, test } from '@fast-check/vitest';
import { createParser } from 'eventsource-parser';
import { describe, expect, it } from 'vitest';
import { SseParser, type SseEvent } from '../../../runner/wire/sse-parser.ts';

const parseAll = (chunks: readonly string[]): SseEvent[] => {
  const parser = new SseParser(1_000_000);
  return chunks.flatMap((chunk) => parser.push(chunk));
};

describe('SseParser', () => {
  it('keeps the text of an event and joins its data', () => {
    const [event] = parseAll(['id: 7\nevent: message\ndata: {"a":\ndata: 1}\nretry: 20\n\n']);
    expect(event).toEqual({
      raw: 'id: 7\nevent: message\ndata: {"a":\ndata: 1}\nretry: 20',
      id: '7',
      event: 'message',
      data: '{"a":\n1}',
      retry: 20,
    });
  });

  it('takes CRLF, CR and comments', () => {
    expect(parseAll([': hello\r\n\r\ndata: a\r\n\r\n', 'data: b\r\r']).map(({ data }) => data)).toEqual([
      undefined,
      'a',
      'b',
    ]);
  });

  it('leaves an unfinished event as rest and counts what exceeds the limit', () => {
    const parser = new SseParser(100);
    expect(parser.push('data: x')).toEqual([]);
    expect(parser.rest).toBe('data: x');
    parser.push('y'.repeat(5000));
    expect(parser.dropped).toBeGreaterThan(3000);
  });

  const line = fc.constantFrom(
    'data: a',
    'data:b',
    'data',
    'event: x',
    'id: 1',
    'retry: 5',
    ': c',
    'other: z',
    'data:  two',
  );
  test.prop([
    fc.array(fc.array(line, { minLength: 1, maxLength: 4 }), { maxLength: 5 }),
    fc.array(fc.nat(200), { maxLength: 6 }),
  ])('agrees with eventsource-parser wherever the stream is cut', (events, cuts) => {
    const text = events.map((lines) => `${lines.join('\n')}\n\n`).join('');
    const places = [...new Set(cuts.filter((cut) => cut < text.length))].sort((a, b) => a - b);
    const chunks = [0, ...places].map((begin, index) => text.slice(begin, places[index]));
    const expected: string[] = [];
    createParser({ onEvent: ({ data }) => expected.push(data) }).feed(text);
    const ours = parseAll(chunks).flatMap(({ data }) => (data === undefined ? [] : [data]));
    expect(ours.filter((data) => data !== '')).toEqual(expected.filter((data) => data !== ''));
  });
});

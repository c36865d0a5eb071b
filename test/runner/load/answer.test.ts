// Each kind of wrong answer is told apart, and a right one that looks odd is right.

import { describe, expect, test } from 'vitest';
import { judgeText, learnTemplate } from '../../../runner/load/answer.ts';
import type { Step } from '../../../runner/load/shape.ts';

const marker = 'amabcdefx0000000042y';
const want = { id: 42, marker, markerPrefix: 'amabcdefx' };
const echo: Step = { name: 'echo', method: 'tools/call', weight: 1, expect: { echo: true } };
const say = (text: string, more: object = {}): string =>
  JSON.stringify({ jsonrpc: '2.0', id: 42, result: { content: [{ type: 'text', text }] }, ...more });

describe('judgeText', () => {
  test.each([
    [say(marker), undefined],
    [` ${say(`Echo: ${marker}!`)} `, undefined],
    [say('nothing'), 'wrong-content'],
    [say('amabcdefx0000000041y'), 'crossed'],
    [say(`${marker} and amabcdefx0000000041y`), 'crossed'],
    [say(marker, { id: 41 }), 'wrong-id'],
    [say(marker, { id: '42' }), 'wrong-id'],
    [say(marker, { jsonrpc: '1.0' }), 'not-json-rpc'],
    [say(marker).slice(0, -3), 'not-json'],
    ['[]', 'not-json-rpc'],
    ['{"jsonrpc":"2.0","id":42,"result":{}}', 'wrong-content'],
    ['{"jsonrpc":"2.0","id":42,"result":{"content":[],"isError":true}}', 'tool-error'],
    ['{"jsonrpc":"2.0","id":42,"error":{"code":-32603,"message":"x"}}', 'json-rpc-error -32603'],
    ['{"jsonrpc":"2.0","id":null,"error":{"code":-32700,"message":"x"}}', 'json-rpc-error -32700'],
  ])('%s', (text, kind) => expect(judgeText(text, echo, want)).toBe(kind));

  test('a learnt template is only a short cut', () => {
    const template = learnTemplate(say(marker), want);
    expect(template?.slots).toEqual(['id', 'marker']);
    if (template === undefined) return;
    const step: Step = { ...echo, expect: { echo: true, template } };
    const other = { ...want, id: 43, marker: 'amabcdefx0000000043y' };
    expect(judgeText(say(other.marker, { id: 43 }), step, other)).toBeUndefined();
    expect(judgeText(say(marker, { id: 43 }), step, other)).toBe('crossed');
    expect(judgeText(say(other.marker, { id: 43, more: 1 }), step, other)).toBeUndefined();
  });

  test('an id that also stands elsewhere gives no template', () => {
    expect(learnTemplate('{"id":42,"result":{"id":42}}', want)).toBeUndefined();
    expect(learnTemplate('{"id":421,"result":{}}', want)).toBeUndefined();
  });
});

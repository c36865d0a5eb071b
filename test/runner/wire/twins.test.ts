// Answers that differ in their id alone are held once; whatever else differs is not taken for the same.
import { describe, expect, it } from 'vitest';
import { parse } from '../../../runner/wire/text.ts';
import { Twins } from '../../../runner/wire/twins.ts';

const tools = Array.from({ length: 2000 }, (_, id) => ({ id, name: `tool_${id}`, inputSchema: { type: 'object' } }));
const result = JSON.stringify({ tools });
const head = (id: unknown): string => `{"jsonrpc":"2.0","id":${JSON.stringify(id)},"result":${result}}`;
const tail = (id: unknown): string => `{"result":${result},"jsonrpc":"2.0","id":${JSON.stringify(id)}}`;
const resultOf = (parsed: object): unknown => (parsed as { json: { result: unknown } }).json.result;

describe('long answers', () => {
  it.each([
    ['in front', head],
    ['at the end', tail],
  ])('are held once where they differ in an id %s', (_, text) => {
    const twins = new Twins();
    const first = twins.parse({ raw: text(1) });
    const second = twins.parse({ raw: text('two') });
    expect(resultOf(second)).toBe(resultOf(first));
    expect(second).toEqual({ json: JSON.parse(text('two')) });
    expect(JSON.stringify((second as { json: unknown }).json)).toBe(text('two'));
  });

  it.each([
    ['another text', head(2).replace('tool_77"', 'tool_78"')],
    ['the id of something inside', `{"jsonrpc":"2.0","result":${result}}`],
    ['two ids', `{"jsonrpc":"2.0","id":2,"result":${result},"id":3}`],
    ['an id that is a list', `{"jsonrpc":"2.0","id":[2],"result":${result}}`],
    ['no JSON', head(2).slice(0, -1)],
    ['no JSON in front', `x${head(2)}`],
  ])('are parsed by themselves: %s', (_, raw) => {
    const twins = new Twins();
    const first = twins.parse({ raw: head(1) });
    const second = twins.parse({ raw });
    const { values: _values, ...plain } = parse({ raw });
    expect(second).toMatchObject(plain);
    if ('json' in second) expect(resultOf(second)).not.toBe(resultOf(first));
  });
});

// A long message is cut so that every pointer still leads to its place.

import { expect, it } from 'vitest';
import { placeOf } from '../../../reporters/place.ts';
import { cutAround } from '../../../runner/engine/cut.ts';

const tools = Array.from({ length: 10_000 }, (_, index) => ({
  name: `tool-${index}`,
  description: 'd'.repeat(500),
  inputSchema: { type: 'object', properties: { a: { type: 'string', description: 'x'.repeat(300) } } },
}));
const message = { jsonrpc: '2.0', id: 2, result: { tools, 'a/b~c': { deep: ['x'.repeat(9000)] } } };

const shown = (text: string, pointer: string): string => {
  const place = placeOf(text, pointer);
  return place === undefined ? '(nothing)' : text.slice(place.start, place.end);
};

it('keeps the places, and little else', () => {
  const text = cutAround(message, [
    '/result/tools/12/name',
    '/result/tools/12/inputSchema/properties/a',
    '/result/a~1b~0c/deep/0',
  ]);
  expect(shown(text, '/result/tools/12/name')).toBe('"tool-12"');
  expect(JSON.parse(shown(text, '/result/tools/12/inputSchema/properties/a'))).toEqual(
    tools[12]?.inputSchema.properties.a,
  );
  expect(shown(text, '/result/a~1b~0c/deep/0')).toMatch(/^"x{1500}… 7500 characters more"$/);
  expect(shown(text, '/result/tools/13')).toBe('"… 9987 more"');
  expect(text.length).toBeLessThan(5000);
});

it('stays short for a place that is everything, and for one that is nowhere', () => {
  expect(cutAround(message, ['']).length).toBeLessThan(5000);
  expect(cutAround(message, ['/result/tools']).length).toBeLessThan(5000);
  expect(cutAround(message, ['/result/tools/99999/name', '/nothing']).length).toBeLessThan(5000);
  expect(cutAround(message, []).length).toBeLessThan(5000);
  expect(JSON.parse(cutAround(message, ['/result/tools/0/missing']))).toMatchObject({
    result: { tools: [{ name: 'tool-0' }, '… 9999 more'] },
  });
});

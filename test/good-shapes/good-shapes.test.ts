// No false alarm on servers of other shapes than the fixtures': what is said of each is true by a sentence of its revision.

import { expect, test } from 'vitest';
import { CLOSED, known, names, said } from './said.ts';

test.each(names)('%s: nothing but what is true is said', async (name) => {
  expect((await said(name, {})).filter((line) => !known(name, line))).toEqual([]);
});

test('a closed door is no failure', async () => {
  const found = await said(CLOSED, {});
  expect(found).toHaveLength(1);
  expect(found[0]).toContain('asks for credentials');
});

// Doubles that no schema can see, on texts made for them.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { duplicateKeys } from '../../../suites/schema/lint.ts';

const pointers = (raw: string) => duplicateKeys(raw).map(({ pointer }) => pointer);

describe('duplicate keys', () => {
  it.each([
    ['{"a":1,"a":2}', ['/a']],
    ['{"a":{"b":1,"b":2},"c":[{"d":1},{"d":1,"d":2}]}', ['/a/b', '/c/1/d']],
    ['{"a":1,"\\u0061":2}', ['/a']],
    ['{"a":"a","b":{"a":1},"c":["a","a"]}', []],
    ['{"a/b":1,"a/b":2}', ['/a~1b']],
    ['{"x":"\\"","x":1}', ['/x']],
    ['{"a":"{\\"b\\":1,\\"b\\":2}"}', []],
    ['[]', []],
    ['', []],
  ])('in %s', (raw, expected) => expect(pointers(raw)).toEqual(expected));

  it('finds none in what JSON.stringify writes, whatever it is', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(pointers(JSON.stringify(value))).toEqual([]);
      }),
      { seed: 1 },
    );
  });

  it('finds a double wherever it is put', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue(), { minKeys: 1 }), fc.nat(), (object, n) => {
        const keys = Object.keys(object);
        const key = keys[n % keys.length] ?? '';
        const raw = `${JSON.stringify(object).slice(0, -1)},${JSON.stringify(key)}:0}`;
        expect(duplicateKeys(raw).map((found) => found.key)).toEqual([key]);
      }),
      { seed: 1 },
    );
  });

  it('takes text that is no JSON, and text that is deep', () => {
    for (const raw of ['{"a":1,', '"', '{"a', ']]]]', '{,,,}']) expect(Array.isArray(duplicateKeys(raw))).toBe(true);
    expect(pointers(`${'['.repeat(100_000)}{"a":1,"a":1}`)).toHaveLength(1);
  });
});

// The canonical text of RFC 8785, against the examples of the RFC itself.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { canonicalJson, digestOf, inOrder, same } from '../../../suites/drift/canonical.ts';

describe('RFC 8785', () => {
  test('3.2.2: numbers, strings, literals', () => {
    const parsed: unknown = JSON.parse(
      '{"numbers":[333333333.33333329,1E30,4.50,2e-3,0.000000000000000000000000001],"string":"\\u20ac$\\u000F\\u000aA\'\\u0042\\u0022\\u005c\\\\\\"\\/","literals":[null,true,false]}',
    );
    expect(canonicalJson(parsed)).toBe(
      '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}',
    );
  });

  test('3.2.3: members by UTF-16 code units', () => {
    const value = {
      '\u20ac': 'Euro',
      '\r': 'CR',
      '\ufb33': 'Dalet',
      '1': 'One',
      '\u{1f600}': 'Smiley',
      '\u0080': 'Control',
      '\u00f6': 'o',
    };
    expect(Object.values(JSON.parse(canonicalJson(value)) as object).toSorted()).toHaveLength(7);
    const order = ['\\r', '1', '\u0080', '\u00f6', '\u20ac', '\u{1f600}', '\ufb33'].map((key) =>
      canonicalJson(value).indexOf(`"${key}"`),
    );
    expect(order).toEqual(order.toSorted((a, b) => a - b));
    expect(order).not.toContain(-1);
  });

  test('what JSON cannot say', () => {
    expect(() => canonicalJson(Number.NaN)).toThrow(RangeError);
    expect(canonicalJson({ a: undefined, b: [undefined] })).toBe('{"b":[null]}');
    expect(canonicalJson(-0)).toBe('0');
  });
});

test('equal content has one digest, whatever the order', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const shuffled: unknown = JSON.parse(JSON.stringify(value), (_, inner: unknown) =>
        typeof inner === 'object' && inner !== null && !Array.isArray(inner)
          ? Object.fromEntries(Object.entries(inner).toReversed())
          : inner,
      );
      expect(digestOf(shuffled)).toBe(digestOf(value));
      expect(same(inOrder(value), value)).toBe(true);
      expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
    }),
  );
});

// JSONPath as RFC 9535 says, on the examples of its section 1.5 and the corners that contracts use.

import { describe, expect, it } from 'vitest';

import { pathProblem, query } from '../../../suites/contract/json-path.ts';

const store = {
  books: [
    { author: 'Rees', title: 'Sayings', price: 8.95 },
    { author: 'Waugh', title: 'Sword', price: 12.99 },
    { author: 'Melville', title: 'Moby Dick', isbn: '0-553', price: 8.99 },
  ],
  bicycle: { color: 'red', price: 399 },
  "it's": { 'a b': 1 },
};

describe('JSONPath', () => {
  const cases: Readonly<Record<string, readonly unknown[]>> = {
    '$.books[*].author': ['Rees', 'Waugh', 'Melville'],
    '$..price': [8.95, 12.99, 8.99, 399],
    '$.books[2].title': ['Moby Dick'],
    '$.books[-1].title': ['Moby Dick'],
    '$.books[0,1].author': ['Rees', 'Waugh'],
    '$.books[:2].author': ['Rees', 'Waugh'],
    '$.books[::-1].author': ['Melville', 'Waugh', 'Rees'],
    '$.books[?@.isbn].author': ['Melville'],
    '$.books[?@.price < 10 && @.author != "Rees"].title': ['Moby Dick'],
    "$.books[?(@.price > 10 || @.title == 'Sayings')].author": ['Rees', 'Waugh'],
    '$.books[?!@.isbn].author': ['Rees', 'Waugh'],
    '$.books[?@.price < $.bicycle.price].price': [8.95, 12.99, 8.99],
    "$['it\\'s']['a b']": [1],
    '$["bicycle"]["color"]': ['red'],
    '$.bicycle.*': ['red', 399],
    '$.nothing': [],
    '$.books.length': [],
    $: [store],
  };
  for (const [path, found] of Object.entries(cases))
    it(path, () => {
      expect(query(path, store)).toEqual(found);
    });

  it.each(['books', '$.', '$[', '$[1', '$..', '$.a b', '$[?]', '$.a[?@.b ==]', "$['a"])('refuses %s', (path) => {
    expect(pathProblem(path)).toMatch(/JSONPath/u);
  });

  it('reaches no prototype', () => {
    expect(query('$.constructor', {})).toEqual([]);
    expect(query('$.__proto__', {})).toEqual([]);
  });
});

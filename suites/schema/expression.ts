// Expressions of the shape language, from text to compiled shape: `Tool[]`, `{string}`, `'a' | 'b'`, `number 0..1`.

import { choose, type Node } from './nodes.ts';

/** Finds the shape of a name. */
export type Named = (name: string) => Node;

const TOKEN = /\s*(?:('[^']*')|(-?\d+(?:\.\d+)?)?(\.\.)(-?\d+(?:\.\d+)?)?|(-?\d+)|([A-Za-z][\w-]*)|([|()[\]{}]))/y;

interface Token {
  readonly kind: 'text' | 'range' | 'number' | 'word' | 'sign';
  readonly text: string;
}

function tokens(expression: string): readonly Token[] {
  const list: Token[] = [];
  const scan = new RegExp(TOKEN);
  while (scan.lastIndex < expression.trimEnd().length) {
    const found = scan.exec(expression);
    if (found === null) throw new Error(`cannot read the shape ${expression}`);
    const [, text, low, range, high, number, word, sign] = found;
    if (text !== undefined) list.push({ kind: 'text', text: text.slice(1, -1) });
    else if (range !== undefined) list.push({ kind: 'range', text: `${low ?? ''}..${high ?? ''}` });
    else if (number !== undefined) list.push({ kind: 'number', text: number });
    else if (word !== undefined) list.push({ kind: 'word', text: word });
    else list.push({ kind: 'sign', text: sign ?? '' });
  }
  return list;
}

/** Where the reading of an expression stands. */
interface Reader {
  readonly expression: string;
  readonly list: readonly Token[];
  readonly named: Named;
  at: number;
}

/** @throws for text that is no expression, and for names that no shape has. */
export function parse(expression: string, named: Named): Node {
  const reader = { expression, list: tokens(expression), named, at: 0 };
  const node = choice(reader);
  expect(reader, reader.at === reader.list.length);
  return node;
}

function choice(reader: Reader): Node {
  const options = [suffixed(reader)];
  while (sign(reader, '|')) options.push(suffixed(reader));
  return options.length === 1 && options[0] !== undefined ? options[0] : choose(options);
}

function suffixed(reader: Reader): Node {
  let node = atom(reader);
  while (sign(reader, '[')) {
    const [, max] = range(reader);
    expect(reader, sign(reader, ']'));
    node = { kind: 'array', items: node, ...(max === undefined ? {} : { max }) };
  }
  return node;
}

function atom(reader: Reader): Node {
  if (sign(reader, '(')) {
    const inner = choice(reader);
    expect(reader, sign(reader, ')'));
    return inner;
  }
  if (sign(reader, '{')) {
    const values = choice(reader);
    expect(reader, sign(reader, '}'));
    return { kind: 'map', values };
  }
  const token = reader.list[reader.at];
  reader.at += 1;
  if (token?.kind === 'text') return { kind: 'constant', value: token.text };
  if (token?.kind === 'number') return { kind: 'constant', value: Number(token.text) };
  expect(reader, token?.kind === 'word');
  return word(reader, token?.text ?? '');
}

function sign(reader: Reader, text: string): boolean {
  const next = reader.list[reader.at];
  if (next?.kind !== 'sign' || next.text !== text) return false;
  reader.at += 1;
  return true;
}

function range(reader: Reader): readonly [low: number | undefined, high: number | undefined] {
  const next = reader.list[reader.at];
  if (next?.kind !== 'range') return [undefined, undefined];
  reader.at += 1;
  const [low = '', high = ''] = next.text.split('..');
  return [low === '' ? undefined : Number(low), high === '' ? undefined : Number(high)];
}

function expect({ expression }: Reader, holds: boolean): void {
  if (!holds) throw new Error(`cannot read the shape ${expression}`);
}

function word(reader: Reader, text: string): Node {
  switch (text) {
    case 'any':
    case 'boolean':
    case 'null':
    case 'object':
      return { kind: text };
    case 'string':
      return { kind: 'string' };
    case 'uri':
    case 'uri-template':
    case 'base64':
      return { kind: 'string', format: text };
    case 'number':
    case 'integer': {
      const [min, max] = range(reader);
      return {
        kind: 'number',
        integer: text === 'integer',
        ...(min === undefined ? {} : { min }),
        ...(max === undefined ? {} : { max }),
      };
    }
    default:
      return reader.named(text);
  }
}

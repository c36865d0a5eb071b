// JSONPath (RFC 9535): finds parts of an answer; the whole of the path language but functions.

import { isObject } from '../kernel/look.ts';

type Value = unknown;
type Select = (nodes: readonly Value[], root: Value) => readonly Value[];

/** The values a path leads to, in order. @throws SyntaxError where it is no path. */
export function query(path: string, root: unknown): readonly unknown[] {
  return compiled(path)([root], root);
}

/** Complaint about a path, or `undefined`. */
export function pathProblem(path: string): string | undefined {
  try {
    compiled(path);
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

const known = new Map<string, Select>();

function compiled(path: string): Select {
  const before = known.get(path);
  if (before !== undefined) return before;
  const reader = new Reader(path);
  reader.expect('$');
  const select = segments(reader);
  reader.space();
  if (!reader.done) reader.fail('the path does not end here');
  known.set(path, select);
  return select;
}

class Reader {
  readonly text: string;
  at = 0;

  constructor(text: string) {
    this.text = text;
  }

  get done(): boolean {
    return this.at >= this.text.length;
  }

  space(): void {
    while (/\s/u.test(this.text[this.at] ?? '')) this.at += 1;
  }

  /** Takes what matches here, if it does. */
  take(pattern: RegExp): string | undefined {
    const sticky = new RegExp(pattern.source, 'uy');
    sticky.lastIndex = this.at;
    const found = sticky.exec(this.text)?.[0];
    if (found !== undefined) this.at += found.length;
    return found;
  }

  skip(word: string): boolean {
    this.space();
    if (!this.text.startsWith(word, this.at)) return false;
    this.at += word.length;
    return true;
  }

  expect(word: string): void {
    if (!this.skip(word)) this.fail(`${word} is expected`);
  }

  fail(why: string): never {
    throw new SyntaxError(`JSONPath ${JSON.stringify(this.text)}: ${why} at character ${this.at + 1}`);
  }
}

const NAME = /[A-Za-z_\u0080-\u{10ffff}][\w\u0080-\u{10ffff}]*/u;

function segments(reader: Reader): Select {
  const steps: Select[] = [];
  for (;;) {
    if (reader.take(/\.\./u) !== undefined) {
      const inner = reader.skip('[') ? bracket(reader) : dotted(reader);
      steps.push((nodes, root) => nodes.flatMap((node) => inner(descendants(node), root)));
    } else if (reader.take(/\./u) !== undefined) steps.push(dotted(reader));
    else if (reader.take(/\[/u) !== undefined) steps.push(bracket(reader));
    else break;
  }
  return (nodes, root) => steps.reduce((found, step) => step(found, root), nodes);
}

function dotted(reader: Reader): Select {
  if (reader.skip('*')) return (nodes) => nodes.flatMap(children);
  const name = reader.take(NAME) ?? reader.fail('a name is expected');
  return (nodes) => nodes.flatMap((node) => childOf(node, name));
}

const children = (node: Value): readonly Value[] =>
  Array.isArray(node) ? (node as readonly Value[]) : isObject(node) ? Object.values(node) : [];

const childOf = (node: Value, name: string): readonly Value[] =>
  isObject(node) && Object.hasOwn(node, name) ? [node[name]] : [];

const descendants = (node: Value): readonly Value[] => [node, ...children(node).flatMap(descendants)];

function bracket(reader: Reader): Select {
  const selectors = [selector(reader)];
  while (reader.skip(',')) selectors.push(selector(reader));
  reader.expect(']');
  return (nodes, root) => nodes.flatMap((node) => selectors.flatMap((one) => one([node], root)));
}

function selector(reader: Reader): Select {
  reader.space();
  if (reader.skip('*')) return (nodes) => nodes.flatMap(children);
  if (reader.skip('?')) {
    const test = either(reader);
    return (nodes, root) => nodes.flatMap((node) => children(node).filter((child) => test(child, root)));
  }
  const quoted = text(reader);
  if (quoted !== undefined) return (nodes) => nodes.flatMap((node) => childOf(node, quoted));
  return indexOrSlice(reader);
}

function indexOrSlice(reader: Reader): Select {
  const from = reader.take(/-?\d+/u);
  if (!reader.skip(':')) {
    const index = from === undefined ? reader.fail('a name, an index, * or ? is expected') : Number(from);
    return (nodes) =>
      nodes.flatMap((node) => (Array.isArray(node) && node.at(index) !== undefined ? [node.at(index)] : []));
  }
  reader.space();
  const to = reader.take(/-?\d+/u);
  const step = reader.skip(':') ? Number(reader.take(/\s*-?\d+/u) ?? 1) : 1;
  return (nodes) => nodes.flatMap((node) => (Array.isArray(node) ? slice(node, from, to, step) : []));
}

function slice(
  list: readonly Value[],
  from: string | undefined,
  to: string | undefined,
  step: number,
): readonly Value[] {
  if (step === 0) return [];
  const clamp = (n: number): number => (n < 0 ? n + list.length : n);
  const start = from === undefined ? (step > 0 ? 0 : list.length - 1) : clamp(Number(from));
  const end = to === undefined ? (step > 0 ? list.length : -1) : clamp(Number(to));
  const out: Value[] = [];
  for (let i = start; step > 0 ? i < end : i > end; i += step) if (i >= 0 && i < list.length) out.push(list[i]);
  return out;
}

function text(reader: Reader): string | undefined {
  const raw = reader.take(/'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"/u);
  if (raw === undefined) return undefined;
  const inner = raw.slice(1, -1).replaceAll(/\\(['"])/gu, (_, quote: string) => (quote === '"' ? '\\"' : quote));
  const escaped = raw.startsWith("'") ? inner.replaceAll(/(?<!\\)"/gu, '\\"') : inner;
  try {
    return JSON.parse(`"${escaped}"`) as string;
  } catch {
    return reader.fail('this text cannot be read');
  }
}

type Test = (node: Value, root: Value) => boolean;

function either(reader: Reader): Test {
  const tests = [both(reader)];
  while (reader.skip('||')) tests.push(both(reader));
  return (node, root) => tests.some((test) => test(node, root));
}

function both(reader: Reader): Test {
  const tests = [single(reader)];
  while (reader.skip('&&')) tests.push(single(reader));
  return (node, root) => tests.every((test) => test(node, root));
}

function single(reader: Reader): Test {
  if (reader.skip('!')) {
    const inner = single(reader);
    return (node, root) => !inner(node, root);
  }
  if (reader.skip('(')) {
    const inner = either(reader);
    reader.expect(')');
    return inner;
  }
  const left = operand(reader);
  reader.space();
  const sign = reader.take(/==|!=|<=|>=|<|>/u);
  if (sign === undefined) return (node, root) => left(node, root).length > 0;
  const right = operand(reader);
  return (node, root) => compare(left(node, root)[0], right(node, root)[0], sign);
}

/** A path from the node or the root, or a literal. */
function operand(reader: Reader): (node: Value, root: Value) => readonly Value[] {
  reader.space();
  if (reader.skip('@')) {
    const path = segments(reader);
    return (node, root) => path([node], root);
  }
  if (reader.skip('$')) {
    const path = segments(reader);
    return (_, root) => path([root], root);
  }
  const quoted = text(reader);
  if (quoted !== undefined) return () => [quoted];
  const literal = reader.take(/-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/u);
  if (literal === undefined) return reader.fail('@, $, a text, a number, true, false or null is expected');
  const value: unknown = JSON.parse(literal);
  return () => [value];
}

const same = (a: Value, b: Value): boolean => JSON.stringify(a) === JSON.stringify(b);

function compare(a: Value, b: Value, sign: string): boolean {
  if (sign === '==') return same(a, b);
  if (sign === '!=') return !same(a, b);
  const ordered = (typeof a === 'number' && typeof b === 'number') || (typeof a === 'string' && typeof b === 'string');
  if (!ordered) return sign.endsWith('=') && a !== undefined && same(a, b);
  if (sign === '<') return a < b;
  if (sign === '<=') return a <= b;
  return sign === '>' ? a > b : a >= b;
}

// The small language the wire shapes are written in, and its compiler: text of a shape → a tree that can be walked.
//
// A shape is an expression or an object of members. Expressions: `string`, `uri`, `uri-template`, `base64`,
// `integer`, `number`, `boolean`, `null`, `object`, `any`, a range (`number 0..1`, `integer 0..`), a constant
// (`'text'`, `-32042`), a name, `X[]`, `X[..100]`, `{X}` (an object whose members all are X), `A | B`, parentheses.
// A member that ends in `?` may be absent; `...` takes the members of the shapes it names. Members that are not
// named are allowed everywhere, as the specification allows them.

/** A shape as written. `null` in a difference takes the member away. */
export type Notation = string | Members;
export interface Members {
  readonly [member: string]: Notation | null;
}
export interface Shapes {
  readonly [name: string]: Notation;
}
/** What a revision changes in the one before it; members are merged, expressions replaced, `null` removes. */
export interface Differences {
  readonly [name: string]: Notation | null;
}

export type Format = 'uri' | 'uri-template' | 'base64';

export type Node =
  | { readonly kind: 'any' | 'boolean' | 'null' | 'object' }
  | { readonly kind: 'string'; readonly format?: Format }
  | { readonly kind: 'number'; readonly integer: boolean; readonly min?: number; readonly max?: number }
  | { readonly kind: 'constant'; readonly value: string | number }
  | { readonly kind: 'array'; readonly items: Node; readonly max?: number }
  | { readonly kind: 'map'; readonly values: Node }
  | RecordNode
  | ChoiceNode
  | { readonly kind: 'named'; readonly name: string; readonly node: Node };

export interface RecordNode {
  readonly kind: 'record';
  readonly members: readonly { readonly name: string; readonly required: boolean; readonly node: Node }[];
}

export interface ChoiceNode {
  readonly kind: 'choice';
  readonly options: readonly Node[];
  /** Member whose constant tells the options apart, where there is one. */
  readonly tag?: string;
  readonly byTag?: ReadonlyMap<string | number, readonly Node[]>;
}

/** Lays the differences of a revision over the shapes of the one before. */
export function differ(base: Shapes, differences: Differences): Shapes {
  const shapes: Record<string, Notation> = { ...base };
  for (const [name, change] of Object.entries(differences)) {
    const before = shapes[name];
    if (change === null) delete shapes[name];
    else if (typeof before === 'object' && typeof change === 'object') shapes[name] = mergeMembers(before, change);
    else shapes[name] = change;
  }
  return shapes;
}

function mergeMembers(before: Members, change: Members): Members {
  const members: Record<string, Notation | null> = { ...before };
  for (const [key, notation] of Object.entries(change)) {
    const bare = bareName(key);
    const old = members[bare] ?? members[`${bare}?`];
    delete members[bare];
    delete members[`${bare}?`];
    if (notation === null) continue;
    members[key] =
      typeof old === 'object' && old !== null && typeof notation === 'object' ? mergeMembers(old, notation) : notation;
  }
  return members;
}

const bareName = (key: string): string => (key.endsWith('?') ? key.slice(0, -1) : key);

/** Compiles shapes by name, each at most once and only when asked for. */
export function compiler(shapes: Shapes): (name: string) => Node {
  const done = new Map<string, Node>();
  const open = new Set<string>();
  const named = (name: string): Node => {
    const known = done.get(name);
    if (known !== undefined) return known;
    const notation = shapes[name];
    if (notation === undefined) throw new Error(`no wire shape is named ${name}`);
    if (open.has(name)) throw new Error(`the wire shape ${name} contains itself`);
    open.add(name);
    const node: Node = { kind: 'named', name, node: build(notation, named, shapes) };
    open.delete(name);
    done.set(name, node);
    return node;
  };
  return named;
}

type Named = (name: string) => Node;

function build(notation: Notation, named: Named, shapes: Shapes): Node {
  return typeof notation === 'string' ? parse(notation, named) : record(notation, named, shapes);
}

function record(members: Members, named: Named, shapes: Shapes): RecordNode {
  return {
    kind: 'record',
    members: Object.entries(allMembers(members, shapes)).map(([key, notation]) => ({
      name: bareName(key),
      required: !key.endsWith('?'),
      node: build(notation ?? 'any', named, shapes),
    })),
  };
}

/** Own members over those of the shapes that `...` names. */
function allMembers(members: Members, shapes: Shapes): Members {
  const { '...': taken, ...own } = members;
  if (typeof taken !== 'string') return own;
  let all: Members = {};
  for (const name of taken.split(',').map((part) => part.trim())) {
    const notation = shapes[name];
    if (typeof notation !== 'object') throw new Error(`${name} has no members to take`);
    all = mergeMembers(all, allMembers(notation, shapes));
  }
  return mergeMembers(all, own);
}

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

function parse(expression: string, named: Named): Node {
  const list = tokens(expression);
  let at = 0;
  const sign = (text: string): boolean => {
    const next = list[at];
    if (next?.kind !== 'sign' || next.text !== text) return false;
    at += 1;
    return true;
  };
  const range = (): readonly [number | undefined, number | undefined] => {
    const next = list[at];
    if (next?.kind !== 'range') return [undefined, undefined];
    at += 1;
    const [low = '', high = ''] = next.text.split('..');
    return [low === '' ? undefined : Number(low), high === '' ? undefined : Number(high)];
  };
  const choice = (): Node => {
    const options = [suffixed()];
    while (sign('|')) options.push(suffixed());
    return options.length === 1 && options[0] !== undefined ? options[0] : choose(options);
  };
  const suffixed = (): Node => {
    let node = atom();
    while (sign('[')) {
      const max = range()[1];
      expect(sign(']'), expression);
      node = { kind: 'array', items: node, ...(max === undefined ? {} : { max }) };
    }
    return node;
  };
  const atom = (): Node => {
    if (sign('(')) {
      const inner = choice();
      expect(sign(')'), expression);
      return inner;
    }
    if (sign('{')) {
      const values = choice();
      expect(sign('}'), expression);
      return { kind: 'map', values };
    }
    const token = list[at];
    at += 1;
    if (token?.kind === 'text') return { kind: 'constant', value: token.text };
    if (token?.kind === 'number') return { kind: 'constant', value: Number(token.text) };
    expect(token?.kind === 'word', expression);
    return word(token?.text ?? '', range, named);
  };
  const node = choice();
  expect(at === list.length, expression);
  return node;
}

function expect(holds: boolean, expression: string): void {
  if (!holds) throw new Error(`cannot read the shape ${expression}`);
}

function word(text: string, range: () => readonly [number | undefined, number | undefined], named: Named): Node {
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
      const [min, max] = range();
      return {
        kind: 'number',
        integer: text === 'integer',
        ...(min === undefined ? {} : { min }),
        ...(max === undefined ? {} : { max }),
      };
    }
    default:
      return named(text);
  }
}

/** A choice knows its tag: the first member that every option requires and fixes to constants. */
function choose(options: readonly Node[]): ChoiceNode {
  const flat = options.flatMap((option) =>
    bare(option).kind === 'choice' ? (bare(option) as ChoiceNode).options : [option],
  );
  const first = flat[0] === undefined ? undefined : bare(flat[0]);
  if (first?.kind !== 'record') return { kind: 'choice', options: flat };
  for (const { name } of first.members) {
    const byTag = new Map<string | number, Node[]>();
    const all = flat.every((option) => {
      const values = constantsOf(option, name);
      for (const value of values) byTag.set(value, [...(byTag.get(value) ?? []), option]);
      return values.length > 0;
    });
    if (all) return { kind: 'choice', options: flat, tag: name, byTag };
  }
  return { kind: 'choice', options: flat };
}

/** The shape below its names. */
export function bare(node: Node): Exclude<Node, { kind: 'named' }> {
  let inner = node;
  while (inner.kind === 'named') inner = inner.node;
  return inner;
}

function constantsOf(option: Node, name: string): readonly (string | number)[] {
  const shape = bare(option);
  if (shape.kind !== 'record') return [];
  const found = shape.members.find((item) => item.name === name && item.required);
  if (found === undefined) return [];
  const value = bare(found.node);
  if (value.kind === 'constant') return [value.value];
  if (value.kind !== 'choice') return [];
  const constants = value.options.map(bare);
  return constants.every((item) => item.kind === 'constant') ? constants.map((item) => item.value) : [];
}
